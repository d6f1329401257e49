"""From built pages and a leaflet's description to one HTML document, ready to be laid out.

Pure: the same pages, data and templates give the same document. What is missing becomes a finding at its
place in the data file; the document is still made, so that one fault does not hide the next.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from payguide.leaflets.forms import FORMS
from payguide.leaflets.qr import QR_MARGIN, qr_code
from payguide.leaflets.sections import (
    BuiltPages,
    SectionMissing,
    cut,
    for_paper,
    relevel,
    retitle,
    shorten_phrases,
)
from payguide.model.entry import text_in
from payguide.model.findings import Finding, Location, Severity
from payguide.model.leaflets import Leaflet, Panel, SectionRef
from payguide.model.messages import say

TEMPLATES = Path("overrides/leaflets")
ICONS = Path("overrides/.icons/pay")
#: Strokes of pictograms: white on a tile in the way's colour. A background cannot read custom properties.
STROKE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Edition:
    """A leaflet in one language: `prefix` is the locale's part of the address, empty or `en/`."""

    leaflet: Leaflet
    locale: str
    prefix: str

    @property
    def name(self) -> str:
        """Name of the finished file without its ending, also printed on the sheet."""
        return f"{self.leaflet.id}-{self.locale}"


@dataclass(frozen=True, slots=True)
class Document:
    """A composed leaflet: its HTML, the digest of its visible text, and the address its QR code holds."""

    html: str
    digest: str
    url: str
    findings: tuple[Finding, ...]


def visible_text(html: str) -> str:
    """The text of `html` that a reader sees, white space collapsed."""
    body = LexborHTMLParser(html).body
    return re.sub(r"\s+", " ", body.text(separator=" ")).strip() if body is not None else ""


def _line_of(root: Path, leaflet: Leaflet, words: str) -> Location:
    """The line at or after the leaflet's own where `words` are written."""
    path = root / leaflet.path
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines[leaflet.line - 1 :], start=leaflet.line):
        if words in line:
            return Location(leaflet.path, number, line.index(words) + 1)
    return leaflet.location


class _Composer:
    """State of one composition: where to read, and what was found to be wrong."""

    def __init__(self, root: Path, pages: BuiltPages, edition: Edition) -> None:
        self.root, self.pages, self.edition = root, pages, edition
        self.findings: list[Finding] = []

    def fault(self, rule: str, words: str, message: str, hint: str) -> None:
        place = _line_of(self.root, self.edition.leaflet, words)
        leaflet, locale = self.edition.leaflet.id, self.edition.locale
        text = say("{leaflet} ({locale}): {message}", leaflet=leaflet, locale=locale, message=message)
        self.findings.append(Finding(rule, Severity.ERROR, place, text, hint))

    def icon(self, name: str) -> str:
        """The pictogram `name` as a data address, strokes in white; a finding when there is none."""
        path = self.root / ICONS / f"{name}.svg"
        if not path.is_file():
            known = ", ".join(sorted(file.stem for file in path.parent.glob("*.svg")))
            message = say("there is no pictogram '{name}'", name=name)
            self.fault("leaflet-icon-missing", name, message, say("pictograms: {names}", names=known))
            return ""
        drawing = path.read_text(encoding="utf-8").replace("currentColor", STROKE)
        return f"data:image/svg+xml,{quote(drawing)}"

    def section(self, ref: SectionRef, panel: Panel) -> dict[str, object]:
        """What the template needs for one section; without text when the page lacks it."""
        html = ""
        try:
            source = cut(self.pages, ref.slug, ref.anchor)
            prefix = f"{panel.id}-{ref.slug.replace('/', '-')}"
            paper = for_paper(source, self.pages.address(ref.slug), prefix)
            if ref.phrases == "brief":
                paper = shorten_phrases(paper)
            if ref.heading:
                paper = retitle(paper, text_in(ref.heading, self.edition.locale))
            html = relevel(paper, 3 if panel.heading else 2)
        except SectionMissing as missing:
            self.fault("leaflet-section-missing", ref.ref, missing.message, missing.hint or say("build the site first"))
        icon = self.icon(ref.icon) if ref.icon else ""
        return {"html": Markup(html), "icon": icon, "way": ref.way}

    def rule(self) -> str:
        """The heading of the section that holds the rule of the cover; empty and a finding without it."""
        slug, _, anchor = self.edition.leaflet.rule.partition("#")
        try:
            heading = LexborHTMLParser(for_paper(cut(self.pages, slug, anchor), "", "rule")).css_first("[id]")
        except SectionMissing as missing:
            self.fault("leaflet-section-missing", f"{slug}#{anchor}", missing.message, missing.hint)
            return ""
        return heading.text().strip() if heading is not None else ""

    def panel(self, panel: Panel) -> dict[str, object]:
        heading = text_in(panel.heading, self.edition.locale) if panel.heading else ""
        return {"heading": heading, "sections": [self.section(ref, panel) for ref in panel.sections]}

    def ways(self) -> Iterator[dict[str, str]]:
        for way in self.edition.leaflet.ways:
            icon = self.icon(way.icon)
            yield {"icon": icon, "way": way.way, "label": text_in(way.label, self.edition.locale)}


def _environment(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(root / TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _others(edition: Edition, languages: dict[str, str]) -> list[dict[str, str]]:
    """The titles in the leaflet's other languages, with their language tags."""
    titles = edition.leaflet.title.items()
    return [{"lang": languages.get(code, code), "text": text} for code, text in titles if code != edition.locale]


def compose(root: Path, pages: BuiltPages, edition: Edition, languages: dict[str, str]) -> Document:
    """The document of `edition`, from the built `pages` of its locale.

    `languages` maps locale codes to language tags (`zh` to `zh-CN`), for the title in the other languages.
    """
    leaflet, locale = edition.leaflet, edition.locale
    composer = _Composer(root, pages, edition)
    url = pages.address(leaflet.page)
    image, modules = qr_code(url)
    context: dict[str, object] = {
        "lang": languages.get(locale, locale),
        "title": leaflet.title[locale],
        "cover_lines": leaflet.cover.get(locale) or [leaflet.title[locale]],
        "others": _others(edition, languages),
        "description": leaflet.description[locale],
        "author": text_in(leaflet.author, locale),
        "rule": composer.rule(),
        "stamp": leaflet.words.stamp,
        "online": text_in(leaflet.words.online, locale),
        "ways": list(composer.ways()),
        "panels": {panel.id: composer.panel(panel) for panel in leaflet.panels},
        "order": FORMS[leaflet.form].reading_order,
        "url": url,
        "url_shown": url.removeprefix("https://").removesuffix("/"),
        "qr": {"src": image, "modules": modules, "full": modules + 2 * QR_MARGIN},
        "date": leaflet.newest.date,
    }
    template = _environment(root).get_template(f"{leaflet.form}.html")
    # The digest is of the words alone, without the version that it decides and the address of the site.
    bare = template.render({**context, "imprint": "", "url_shown": ""})
    digest = hashlib.sha256(visible_text(bare).encode()).hexdigest()[:16]
    imprint = f"{edition.name} v{leaflet.newest.version} · {leaflet.newest.date}"
    html = template.render({**context, "imprint": imprint})
    return Document(html, digest, url, tuple(composer.findings))
