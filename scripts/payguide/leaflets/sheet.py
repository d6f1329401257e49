"""One edition of one leaflet: composed, fitted, rendered for every output, checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from payguide.leaflets.compose import Document
from payguide.leaflets.fitting import Fit, LayOut, fit
from payguide.leaflets.forms import Form
from payguide.leaflets.job import Job, print_state
from payguide.leaflets.logs import explain
from payguide.leaflets.memory import collected_once
from payguide.leaflets.outputs import OUTPUTS
from payguide.leaflets.pictures import picture, picture_file
from payguide.leaflets.probe import check_codes, check_fit, check_fonts, check_layout
from payguide.leaflets.probepdf import check_pdf
from payguide.leaflets.rack import form_of
from payguide.leaflets.remembered import recall, remember
from payguide.leaflets.shelf import Shelf
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding, has_errors

if TYPE_CHECKING:
    from payguide.leaflets.render import Renderer


@dataclass(frozen=True, slots=True)
class Made:
    """The finished files of an edition: PDF by output, a small picture (empty where none is wanted), and measures.

    `sizes` and `free` are body size in points and free height in mm by panel.
    """

    files: Mapping[str, bytes]
    picture: bytes
    pages: int
    sizes: Mapping[str, float]
    free: Mapping[str, float]

    def packed(self) -> bytes:
        """All of it as one string of bytes."""
        head = {
            "files": {name: len(content) for name, content in self.files.items()},
            "pages": self.pages, "sizes": dict(self.sizes), "free": dict(self.free),
        }  # fmt: skip
        return b"".join((json.dumps(head).encode(), b"\n", *self.files.values(), self.picture))

    @staticmethod
    def unpacked(packed: bytes) -> Made:
        """What `packed` made a string of bytes."""
        line, _, rest = packed.partition(b"\n")
        head = json.loads(line)
        files = {}
        for name, length in head["files"].items():
            files[name], rest = rest[:length], rest[length:]
        return Made(files, rest, head["pages"], head["sizes"], head["free"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What became of a job: findings, digests of the words, and the files; None when an error kept them from being."""

    name: str
    findings: tuple[Finding, ...]
    title: str = ""
    description: str = ""
    digest: str = ""
    parts: Mapping[str, str] | None = None
    made: Made | None = None


def finished(job: Job, state: str) -> Sheet | None:
    """The sheet of `job` from the shelf, if nothing that it is made from has changed."""
    if job.shelf is None:
        return None
    shelf = Shelf(job.shelf)
    known = shelf.get(job.input_key(state))
    if known is None:
        return None
    card = json.loads(known)
    packed = shelf.get(card.pop("content"))
    return Sheet(job.edition.name, (), **card, made=Made.unpacked(packed)) if packed is not None else None


def make_sheet(job: Job) -> Sheet:
    """Compose, fit, lay out and check one edition. Nothing is made when there is an error."""
    document = job.document()
    shelf = Shelf(job.shelf) if job.shelf is not None else None
    state = print_state(job.root, job.run) if shelf is not None else ""
    key = job.content_key(state, document) if shelf is not None else ""
    packed = shelf.get(key) if shelf is not None and not document.findings else None
    if packed is not None:
        made, findings = Made.unpacked(packed), list(document.findings)
    else:
        made, findings = _made(job, document)
    if shelf is not None and not findings:
        card = {"content": key, "title": document.title, "description": document.description}
        words = {"digest": document.digest, "parts": dict(document.parts)}
        shelf.put(key, made.packed()) if packed is None else None
        shelf.put(job.input_key(state), json.dumps({**card, **words}).encode())
    return Sheet(
        job.edition.name, tuple(dict.fromkeys(findings)), document.title, document.description,
        document.digest, document.parts, None if has_errors(findings) else made,
    )  # fmt: skip


def _made(job: Job, document: Document) -> tuple[Made, list[Finding]]:
    # WeasyPrint takes a while to load, and composing does not need it.
    from payguide.leaflets.render import renderer

    engine = renderer(job.root)
    with collected_once():
        return _render(job, document, engine)


def _render(job: Job, document: Document, engine: Renderer) -> tuple[Made, list[Finding]]:
    """The finished files, and everything that is wrong with them."""
    # It reads PDF, pictures and codes, which a sheet from the shelf does not need.
    from payguide.leaflets.finishing import finish

    form = form_of(job.edition.leaflet)
    subject = Subject(job.root, job.edition, form, document.html)
    findings = list(document.findings)
    if engine.problems:
        return Made({}, b"", 0, {}, {}), [*findings, *explain(subject.name, subject.place, engine.problems)]
    fetcher = engine.fetcher(job.site_dir, job.site_url)

    fitted = _fitted(
        job, form, document, lambda sizes: engine.layout(document.html, form, sizes, fetcher, tall=not form.flows)
    )
    findings += check_fit(subject, fitted)
    files: dict[str, bytes] = {}
    layout = fitted.layout
    content, said, used = engine.pdf(layout, form)
    findings += explain(subject.name, subject.place, [*layout.said, *said])
    faults = [*check_layout(subject, layout, fitted.burst), *check_fonts(subject, used)]
    for name in job.outputs:
        files[name], more = finish(job, subject, document, layout, content, OUTPUTS[name])
        if not faults and not fitted.burst:  # a burst panel need not be named twice
            findings += [*check_pdf(subject, files[name]), *more]
    findings += faults
    findings += check_codes(subject, document.codes)
    small = b"" if form.flows or has_errors(findings) else picture(files[job.outputs[0]])
    return Made(files, small, fitted.layout.pages, fitted.sizes, fitted.free), findings


def _fitted(job: Job, form: Form, document: Document, lay_out: LayOut) -> Fit:
    """The sheet at the sizes that its text allows; the search begins where it ended the last time."""
    if job.shelf is None or form.flows:
        return fit(form, lay_out)
    shelf, state = Shelf(job.shelf), print_state(job.root, job.run)
    before = recall(shelf, job.edition.name, form, document.html, state)
    fitted = fit(form, lay_out, before.sizes, before.known)
    remember(shelf, job.edition.name, form, document.html, state, fitted.sizes)
    return fitted


def listed(job: Job, sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    """The files of `sheet` by their path below the output folder."""
    if sheet.made is not None:
        for name, content in sheet.made.files.items():
            yield OUTPUTS[name].file(sheet.name), content
        if sheet.made.picture:
            yield picture_file(sheet.name), sheet.made.picture


def checksum(content: bytes) -> str:
    """SHA-256 of a file, as the list of sheets gives it."""
    return sha256(content).hexdigest()
