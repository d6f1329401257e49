"""What is printed: the leaflets of `docs/_data/leaflets.yml`.

A leaflet names its form (how the sheet is folded), the sections of built pages that fill its panels, the few
words that exist on paper only, and the history of its versions. Its text lives in the pages, so that paper
and screen cannot differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from payguide.model.entry import Entry, Text
from payguide.model.findings import Finding
from payguide.model.messages import say
from payguide.sources.yamlfile import load_entries, unique

DATA_FILE = "docs/_data/leaflets.yml"

Way = Literal["card", "scan", "cash", "ecny", "ink"]

#: Panels of each form in reading order, which is also the order in which the data file lists them.
FORM_PANELS: dict[str, tuple[str, ...]] = {
    "trifold": ("cover", "inside-1", "inside-2", "inside-3", "back", "flap"),
}


class Part(BaseModel):
    """A value inside an entry; unknown fields are refused, as in the entry itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


#: A section of a page.
Ref = Annotated[str, Field(pattern=r"^[\w/-]+#[\w.-]+$")]


class SectionRef(Part):
    """A section to print: `ref` is `slug#section-id`; `icon` and `way` set its pictogram and colour.

    `heading` takes the place of the section's own where that says too little away from its page.
    `phrases` says how its phrase cards are printed: `full`, or `brief` without pinyin, for those among steps.
    """

    ref: Ref
    heading: Text | None = None
    phrases: Literal["full", "brief"] = "brief"
    icon: str = ""
    way: Way = "ink"

    @property
    def slug(self) -> str:
        """The page, as its path below the locale folder without `.md`."""
        return self.ref.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The id of the section's heading."""
        return self.ref.partition("#")[2]


class Panel(Part):
    """One panel of the sheet and what stands on it, from top to bottom."""

    id: str
    heading: Text | None = None
    sections: list[SectionRef] = []


class WayLabel(Part):
    """A way to pay on the cover: pictogram, colour and word."""

    icon: str
    way: Way
    label: Text


class Words(Part):
    """Words that exist on paper only."""

    stamp: str
    online: Text


class Version(Part):
    """One printed state of a leaflet; `digest` holds, by locale, the digest of the text that was printed."""

    version: int
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    digest: dict[str, str]


class Leaflet(Entry):
    """One leaflet in all its languages; the keys of `title` are the locales it is printed in.

    `cover` is the title as it is broken into lines on the cover; `rule` is the section whose heading stands
    below it; `page` is the slug that the QR code leads to; `versions` is newest first.
    """

    form: Literal["trifold"]
    page: str
    rule: Ref
    title: dict[str, str]
    cover: dict[str, list[str]] = Field(default_factory=dict)
    description: dict[str, str]
    author: Text
    ways: list[WayLabel] = Field(default_factory=list)
    words: Words
    panels: list[Panel]
    versions: Annotated[list[Version], Field(min_length=1)]

    @model_validator(mode="after")
    def _panels_of_the_form(self) -> Leaflet:
        wanted, found = FORM_PANELS[self.form], tuple(panel.id for panel in self.panels)
        if wanted != found:
            raise ValueError(
                say(
                    "a {form} has the panels {wanted}, in this order; found {found}",
                    form=self.form,
                    wanted=", ".join(wanted),
                    found=", ".join(found),
                )
            )
        return self

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words by locale; each is wanted in every language that it is printed in."""
        own = [panel.heading for panel in self.panels]
        headings = [
            text for text in (*own, *(part.heading for panel in self.panels for part in panel.sections)) if text
        ]
        cover = [{code: " ".join(lines) for code, lines in self.cover.items()}] if self.cover else []
        labels = [way.label for way in self.ways]
        return [self.description, self.author, self.words.online, *labels, *headings, *cover]

    @property
    def newest(self) -> Version:
        """The version that is printed now."""
        return self.versions[0]


def load_leaflets(root: Path) -> tuple[list[Leaflet], list[Finding]]:
    """The leaflets of the project at `root` (none without a data file), and what is wrong with the file."""
    path = root / DATA_FILE
    if not path.exists():
        return [], []
    entries, findings = load_entries(path, Leaflet, root)
    by_id, repeated = unique(entries)
    return list(by_id.values()), findings + repeated
