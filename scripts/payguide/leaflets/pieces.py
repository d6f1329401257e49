"""What the templates are filled with, gathered from built pages and the data entry; faults become findings."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from payguide.leaflets.breaks import keep_whole
from payguide.leaflets.editions import Edition
from payguide.leaflets.forms import Form
from payguide.leaflets.qr import Code
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
from payguide.model.hints import did_you_mean
from payguide.model.leaflets import Leaflet, Panel, SectionRef, Way
from payguide.model.messages import say

ICONS = Path("overrides/.icons/pay")
#: Strokes of pictograms on a tile in the way's colour. A background cannot read custom properties.
WHITE = "#ffffff"
#: Forms whose templates break every line themselves.
_BREAKS_LINES = frozenset({"cards", "form", "poster", "signs"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One section on the sheet: its `ref`, HTML, and the name of its pictogram, if any."""

    ref: str
    html: Markup
    icon: str = ""
    way: Way = "ink"


@dataclass(frozen=True, slots=True)
class Filled:
    """One panel in one language."""

    heading: str
    icon: str
    way: Way
    sections: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that a sheet says in one language. `url` is the page's address, `qr` holds it with the name of the sheet.

    `lines` is the title as it is broken on a cover; `words` exist on paper only; `article` is a whole page, else empty.
    """

    locale: str
    lang: str
    title: str
    lines: tuple[str, ...]
    description: str
    rule: str
    words: Mapping[str, str]
    ways: tuple[Mapping[str, str], ...]
    panels: Mapping[str, Filled]
    article: Markup
    url: str
    qr: Code

    @property
    def url_shown(self) -> str:
        """The address as it is printed for people to type."""
        return self.url.removeprefix("https://").removesuffix("/")


@dataclass(slots=True)
class Gatherer:
    """Reads the pieces of one edition in one language, and keeps what was found to be wrong."""

    root: Path
    pages: BuiltPages
    edition: Edition
    form: Form
    locale: str
    findings: list[Finding] = field(default_factory=list)

    def fault(self, rule: str, words: str, message: str, hint: str) -> None:
        """A finding at the line of the data entry that holds `words`."""
        leaflet = self.edition.leaflet
        text = say("{leaflet} ({locale}): {message}", leaflet=leaflet.id, locale=self.locale, message=message)
        self.findings.append(Finding(rule, Severity.ERROR, line_of(self.root, leaflet, words), text, hint))

    def icon(self, name: str, stroke: str = WHITE) -> str:
        """The pictogram `name` as a data address, drawn in the colour `stroke`; a finding when there is none."""
        try:
            return _drawing(self.root / ICONS / f"{name}.svg", stroke)
        except OSError:
            known = sorted(file.stem for file in (self.root / ICONS).glob("*.svg"))
            message = say("there is no pictogram '{name}'", name=name)
            hint = did_you_mean(name, known) or say("pictograms: {names}", names=", ".join(known))
            self.fault("leaflet-icon-missing", name, message, hint)
            return ""

    def section(self, ref: SectionRef, panel: Panel) -> Piece:
        """One section, without text when the page lacks it."""
        html = ""
        try:
            source = cut(self.pages, ref.slug, ref.anchor)
            prefix = f"{self.locale}-{panel.id}-{ref.slug.replace('/', '-')}"
            paper = for_paper(source, self.pages.address(ref.slug), prefix)
            if ref.phrases == "brief":
                paper = shorten_phrases(paper)
            if ref.heading:
                paper = retitle(paper, text_in(ref.heading, self.locale))
            html = relevel(paper, 1 + self.form.titled + bool(panel.heading))
            html = keep_whole(html) if self.form.id not in _BREAKS_LINES else html
        except SectionMissing as missing:
            self.fault("leaflet-section-missing", ref.ref, missing.message, missing.hint or say("build the site first"))
        return Piece(ref.ref, Markup(html), ref.icon, ref.way)

    def panel(self, panel: Panel) -> Filled:
        """One panel with its sections."""
        heading = text_in(panel.heading, self.locale) if panel.heading else ""
        return Filled(heading, panel.icon, panel.way, tuple(self.section(ref, panel) for ref in panel.sections))

    def rule(self) -> str:
        """The heading of the section that holds the rule of the cover; empty without it."""
        written = self.edition.leaflet.rule
        if written is None:
            return ""
        slug, _, anchor = written.partition("#")
        try:
            heading = LexborHTMLParser(for_paper(cut(self.pages, slug, anchor), "", "rule")).css_first("[id]")
        except SectionMissing as missing:
            self.fault("leaflet-section-missing", written, missing.message, missing.hint)
            return ""
        return heading.text().strip() if heading is not None else ""

    def ways(self) -> tuple[Mapping[str, str], ...]:
        """The ways to pay on the cover."""
        ways = self.edition.leaflet.ways
        return tuple({"icon": way.icon, "way": way.way, "label": text_in(way.label, self.locale)} for way in ways)


@functools.lru_cache(maxsize=256)
def _drawing(path: Path, stroke: str) -> str:
    """Raises OSError when there is no such file."""
    return f"data:image/svg+xml,{quote(path.read_text(encoding='utf-8').replace('currentColor', stroke))}"


def line_of(root: Path, leaflet: Leaflet, words: str) -> Location:
    """The line at or after the leaflet's own where `words` are written."""
    path = root / leaflet.path
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines[leaflet.line - 1 :], start=leaflet.line):
        if words in line:
            return Location(leaflet.path, number, line.index(words) + 1)
    return leaflet.location
