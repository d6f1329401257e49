"""Sheets in a language that takes more room, tried before anybody translates: text made longer by its own words.

It grows before the templates see it, as they choose sizes by counting letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.leaflets.compose import Document, Surroundings, compose
from payguide.leaflets.editions import Edition
from payguide.leaflets.job import Job
from payguide.leaflets.rack import form_of
from payguide.leaflets.sections import BuiltPages
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding, Severity
from payguide.model.leaflets import Leaflet

#: Words of letters, which a translation makes longer; figures and blanks to be filled in stay as they are.
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Elements whose text is none.
_SILENT = ("script", "style", "svg")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Tried:
    """An edition with longer text: by panel, body size in points and free height in mm, below 0 where it bursts."""

    name: str
    sizes: Mapping[str, float]
    free: Mapping[str, float]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        panels = (
            f"{name} {self.sizes[name]:g} pt ({abs(free):.0f} mm {'free' if free >= 0 else 'too high'})"
            for name, free in self.free.items()
        )
        return f"{self.name}  {', '.join(panels)}"


def try_longer(job: Job, percent: int) -> Tried:
    """The sheet of `job` with `percent` % more text in its language; in the last one where it holds several."""
    # WeasyPrint takes a while to load, and other commands need this module for its name only.
    from payguide.leaflets.fitting import fit
    from payguide.leaflets.probe import check_fit, check_layout
    from payguide.leaflets.render import renderer

    form, engine = form_of(job.edition.leaflet), renderer(job.root)
    document = longer_document(job, percent / 100)
    subject = Subject(job.root, job.edition, form, document.html)
    fetcher = engine.fetcher(job.site_dir, job.site_url)
    fitted = fit(form, lambda sizes: engine.layout(document.html, form, sizes, fetcher, tall=not form.flows))
    findings = [*check_fit(subject, fitted), *check_layout(subject, fitted.layout, fitted.burst)]
    notes = (replace(finding, severity=Severity.NOTE) for finding in findings)  # nobody has written such a text yet
    return Tried(job.edition.name, fitted.sizes, fitted.free, tuple(notes))


def longer_document(job: Job, share: float) -> Document:
    """The composed document of `job` with its text longer by `share`."""
    code = job.edition.locales[-1]
    pages = {known: job.pages(known) for known in job.edition.locales}
    pages[code] = _LongerPages(pages[code].folder, pages[code].url, tag=job.languages[code], share=share)
    words = {**job.words, code: {key: longer(text, share) for key, text in job.words[code].items()}}
    leaflet = Leaflet.model_validate(_longer_texts(job.edition.leaflet.model_dump(), code, share))
    edition = Edition(leaflet, job.edition.locales, job.edition.slug)
    return compose(Surroundings(job.root, pages, job.languages, words), edition, job.version)


def longer(text: str, share: float) -> str:
    """`text` with its own words again at its end, so that it is longer by `share`."""
    words = [word for word in _WORD.findall(text) if word[0] != "{"]
    gap = "" if _CHINESE.search(text) else " "
    more = round(share * sum(len(word + gap) for word in words)) - len(gap)
    if more <= 0:
        return text
    again = gap.join(words * (1 + ceil(share)))[:more].rstrip()
    kept = text.rstrip()
    return f"{kept}{gap}{again}{text[len(kept) :]}"


def _longer_texts(value: Any, code: str, share: float) -> Any:
    """The data entry `value` with every text in the language `code` longer, at any depth."""
    if isinstance(value, dict):
        grown = {key: _longer_texts(inner, code, share) for key, inner in value.items()}
        own = value.get(code)
        if isinstance(own, str):
            grown[code] = longer(own, share)
        elif isinstance(own, list):  # a title, line by line
            grown[code] = [longer(line, share) for line in own]
        return grown
    if isinstance(value, list):
        return [_longer_texts(inner, code, share) for inner in value]
    return value


@dataclass(slots=True, kw_only=True)
class _LongerPages(BuiltPages):
    """Built pages whose text in the language of `tag` is longer by `share`."""

    tag: str
    share: float

    def tree(self, slug: str) -> LexborHTMLParser:
        """The parsed page, made longer when it is first asked for. Raises `SectionMissing` when it was not built."""
        known = slug in self._parsed
        tree = BuiltPages.tree(self, slug)
        article = tree.css_first("article")
        if article is not None and not known:
            self._grow(article)
        return tree

    def _grow(self, node: LexborNode) -> None:
        for child in list(node.iter(include_text=True)):
            if child.is_text_node:
                child.replace_with(longer(child.text_content or "", self.share))
            elif child.tag not in _SILENT and child.attributes.get("lang") in (None, self.tag):
                self._grow(child)
