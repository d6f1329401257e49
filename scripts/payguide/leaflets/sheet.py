"""One edition of one leaflet: composed, fitted, rendered, checked, written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from payguide.leaflets.compose import Document, Edition, compose
from payguide.leaflets.fitting import Fit, fit
from payguide.leaflets.forms import FORMS
from payguide.leaflets.logs import explain
from payguide.leaflets.probe import Subject, check_fit, check_fonts, check_layout, check_pdf
from payguide.leaflets.sections import BuiltPages, SectionMissing
from payguide.leaflets.versions import check_version
from payguide.model.findings import Finding, has_errors
from payguide.model.leaflets import Leaflet


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to make; plain data, so that any executor can carry it to another process.

    `prefixes` maps every locale to its part of the address, empty for the source locale.
    """

    root: Path
    site_dir: Path
    out_dir: Path
    site_url: str
    leaflet: Leaflet
    locale: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What became of a job; `record` goes into `leaflets.json` and is None when nothing was written."""

    name: str
    findings: tuple[Finding, ...]
    record: Mapping[str, object] | None = None
    fit: Fit | None = None
    digest: str = ""


def _pages(job: Job, locale: str) -> BuiltPages:
    prefix = job.prefixes[locale]
    return BuiltPages(job.site_dir / prefix.strip("/"), f"{job.site_url.rstrip('/')}/{prefix}")


def _languages(job: Job) -> dict[str, str]:
    """Language tags as the pages declare them; the locale's code where it has no pages."""
    tags: dict[str, str] = {}
    for locale in job.prefixes:
        try:
            tags[locale] = _pages(job, locale).language() or locale
        except SectionMissing:
            tags[locale] = locale
    return tags


def compose_edition(job: Job) -> Document:
    """The composed document of `job`: quick, without layout."""
    edition = Edition(job.leaflet, job.locale, job.prefixes[job.locale])
    return compose(job.root, _pages(job, job.locale), edition, _languages(job))


def make_sheet(job: Job) -> Sheet:
    """Compose, fit, lay out, check and write one edition. Nothing is written when there is an error."""
    # WeasyPrint takes a while to load, and composing does not need it.
    from payguide.leaflets.render import renderer

    edition = Edition(job.leaflet, job.locale, job.prefixes[job.locale])
    form = FORMS[job.leaflet.form]
    subject = Subject(edition.name, form, job.leaflet.location)
    document = compose_edition(job)
    engine = renderer(job.root)
    if engine.problems:
        return Sheet(edition.name, tuple(explain(subject.name, subject.place, engine.problems)))
    files = engine.fetcher(job.site_dir, job.site_url)
    fitted = fit(form, lambda sizes: engine.layout(document.html, form, sizes, files, tall=True))
    layout = engine.layout(document.html, form, fitted.sizes, files)
    content, said, used = engine.pdf(layout, form)
    findings = [
        *document.findings,
        *explain(subject.name, subject.place, [*layout.said, *said]),
        *check_fit(subject, fitted),
        *check_layout(subject, document.html, layout),
        *check_fonts(subject, used),
        *check_pdf(subject, document.html, content),
        *check_version(edition, document),
    ]
    record = None
    if not has_errors(findings):
        file = f"{edition.name}.pdf"
        write_whole(job.out_dir / file, content)
        record = _record(edition, file, len(content), layout.pages)
    return Sheet(edition.name, tuple(dict.fromkeys(findings)), record, fitted, document.digest)


def _record(edition: Edition, file: str, size: int, pages: int) -> dict[str, object]:
    leaflet = edition.leaflet
    return {
        "id": leaflet.id,
        "locale": edition.locale,
        "title": leaflet.title[edition.locale],
        "file": file,
        "bytes": size,
        "pages": pages,
        "form": leaflet.form,
        "version": leaflet.newest.version,
        "date": leaflet.newest.date,
    }


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that readers see the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
