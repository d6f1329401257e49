"""What findings about a sheet are about, and where its text is edited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from payguide.leaflets.editions import Edition
from payguide.leaflets.forms import Form
from payguide.leaflets.pieces import line_of
from payguide.leaflets.places import place_of
from payguide.leaflets.rects import Rect
from payguide.model.findings import Finding, Location, Severity
from payguide.model.leaflets import DATA_FILE
from payguide.model.messages import say

#: Half a CSS pixel: what rounding may move a box, in mm.
TOLERANCE = 0.5 * 25.4 / 96
#: White space, hyphens and marks that line breaking may add, move or drop.
_LOOSE = re.compile(r"[\s\u00ad\u200b\u2010\u2011-]")


def characters(text: str) -> Counter[str]:
    """How often each character occurs that must be on paper too."""
    return Counter(_LOOSE.sub("", text))


def sample(lost: Counter[str]) -> str:
    """A few of the characters that were lost, as an editor can search for them."""
    return "".join(list(lost)[:12])


def too_much(wide: float, high: float) -> str:
    """By how many mm something is too large."""
    if wide >= high:
        return say("{size} mm too wide", size=f"{wide:.1f}")
    return say("{size} mm too high", size=f"{high:.1f}")


@dataclass(frozen=True, slots=True)
class Subject:
    """One composed edition: its form and HTML, for messages and their places."""

    root: Path
    edition: Edition
    form: Form
    html: str

    @property
    def name(self) -> str:
        """The name of the file, without its ending."""
        return self.edition.name

    @property
    def place(self) -> Location:
        """The data entry."""
        return self.edition.leaflet.location

    def texts(self) -> dict[str, str]:
        """The text of every panel of the composed document."""
        panels = LexborHTMLParser(self.html).css("[data-panel]")
        return {str(panel.attributes["data-panel"]): panel.text(separator=" ") for panel in panels}

    def limit(self, panel: str) -> tuple[int | None, Rect]:
        """Page (any page, where text flows) and outer box of `panel`."""
        if self.form.flows:
            return None, Rect(0, 0, self.form.width, self.form.height)
        return self.form.panel(panel)

    def fault(
        self, rule: str, message: str, hint: str, place: Location | None = None, related: Location | None = None
    ) -> Finding:
        """A finding about the whole sheet, or about `place`."""
        return Finding(rule, Severity.ERROR, place or self.place, message, hint, related)

    def overflow(self, panel: str, message: str, part: str = "") -> Finding:
        """A `leaflet-overflow` finding about one panel, placed where `part` is edited.

        Without a part: where the only section of the panel is edited, else at the panel's line in the data file. On a
        sheet of several languages, the same place in the second one is related.
        """
        text = say(
            "{name} ({form}), panel '{panel}': {message}",
            name=self.name,
            form=self.form.id,
            panel=panel,
            message=message,
        )
        hint = say("shorten the sections of this panel, or move one to another panel in {file}", file=DATA_FILE)
        ref, others = self._ref(panel, part), self.edition.locales[1:]
        related = place_of(self.root, others[0], ref) if ref and others else None
        return self.fault("leaflet-overflow", text, hint, self.edited(panel, part), related)

    def edited(self, panel: str, part: str = "") -> Location:
        """Where the text of `part`, or of a panel, is edited."""
        ref = self._ref(panel, part)
        place = place_of(self.root, self.edition.locale, ref) if ref else None
        return place or line_of(self.root, self.edition.leaflet, f"id: {panel}")

    def _ref(self, panel: str, part: str) -> str:
        """The section that is meant, `part` or the only one of the panel; empty where there are several or none."""
        refs = [ref.ref for each in self.edition.leaflet.panels if each.id == panel for ref in each.sections]
        return part or (refs[0] if len(refs) == 1 else "") or self.edition.slug
