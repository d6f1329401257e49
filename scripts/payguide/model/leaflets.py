"""What is printed: the leaflets of `docs/_data/leaflets.yml`.

A leaflet names its form (size, fold, panels), the sections of built pages that fill its panels, and the few words
that exist on paper only. Its text lives in the pages, so that paper and screen cannot differ. What was printed when
is in `docs/_data/printed.yml` (`payguide.model.printed`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from payguide.model.entry import Entry, Text
from payguide.model.findings import Finding
from payguide.model.messages import say
from payguide.sources.yamlfile import load_entries, unique

DATA_FILE = "docs/_data/leaflets.yml"

Way = Literal["card", "scan", "cash", "ecny", "ink"]
FormId = Literal["trifold", "fold", "sheet", "large", "cards", "poster", "form", "signs", "page"]

#: Panels of each form in reading order, which is also the order in which the data file lists them.
FORM_PANELS: dict[str, tuple[str, ...]] = {
    "trifold": ("cover", "inside-1", "inside-2", "inside-3", "back", "flap"),
    "fold": ("cover", "inside-1", "inside-2", "back"),
    "sheet": ("front", "back"),
    "large": ("page-1", "page-2", "page-3", "page-4"),
    "poster": ("poster",),
    "form": ("form",),
    "page": (),
}
#: Forms with as many panels as the leaflet lists, and what these are called: `card-1`, `card-2` and so on.
COUNTED = {"cards": "card", "signs": "sign"}


class Part(BaseModel):
    """A value inside an entry; unknown fields are refused, as in the entry itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


#: A section of a page, or anything on it that has an id, such as a phrase card.
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


def _section(written: Any) -> Any:
    """A section may be written as its reference alone."""
    return {"ref": written} if isinstance(written, str) else written


class Panel(Part):
    """One panel of the sheet and what stands on it, from top to bottom."""

    id: str
    heading: Text | None = None
    icon: str = ""
    way: Way = "ink"
    sections: list[Annotated[SectionRef, BeforeValidator(_section)]] = []


class WayLabel(Part):
    """A way to pay on the cover: pictogram, colour and word."""

    icon: str
    way: Way
    label: Text


class Leaflet(Entry):
    """One leaflet in all its languages: those of `title`, or fewer when `locales` names them.

    `editions` is `each` for one file a language, `together` for all languages on one sheet. `cover` is the title as it
    is broken into lines; `rule` is the section whose heading stands below it; `page` is the slug that the QR code
    leads to; `words` exist on paper only. A leaflet of the form `page` is the large-print edition of every page of the
    guide that `pages` names and `without` does not; patterns such as `about/*` are allowed in both.
    """

    form: FormId
    editions: Literal["each", "together"] = "each"
    locales: list[str] = Field(default_factory=list)
    page: str = ""
    pages: Literal["all"] | list[str] = Field(default_factory=list)
    without: list[str] = Field(default_factory=list)
    rule: Ref | None = None
    title: dict[str, str] = Field(default_factory=dict)
    cover: dict[str, list[str]] = Field(default_factory=dict)
    description: dict[str, str] = Field(default_factory=dict)
    author: Text | None = None
    ways: list[WayLabel] = Field(default_factory=list)
    words: dict[str, Text] = Field(default_factory=dict)
    panels: list[Panel] = Field(default_factory=list)

    @model_validator(mode="after")
    def _panels_of_the_form(self) -> Leaflet:
        found = tuple(panel.id for panel in self.panels)
        wanted = panels_of(self.form, len(found))
        if wanted != found:
            raise ValueError(
                say(
                    "a {form} has the panels {wanted}, in this order; found {found}",
                    form=self.form,
                    wanted=", ".join(wanted) or say("none"),
                    found=", ".join(found) or say("none"),
                )
            )
        needed = ("pages",) if self.form == "page" else ("page", "title", "description")
        for name in needed:
            if not getattr(self, name):
                raise ValueError(say("a {form} needs the field '{field}'", form=self.form, field=name))
        return self

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words by locale; each is wanted in every language that it is printed in."""
        own = [panel.heading for panel in self.panels]
        headings = [part.heading for panel in self.panels for part in panel.sections]
        cover = [{code: " ".join(lines) for code, lines in self.cover.items()}] if self.cover else []
        labels = [way.label for way in self.ways]
        described = [self.description] if self.description else []
        words = [text for text in (self.author, *own, *headings) if text]
        return [*described, *labels, *self.words.values(), *words, *cover]

    def edition(self, locale: str) -> str:
        """The name of the file, without its ending, in which `locale` is printed."""
        return self.id if self.editions == "together" else f"{self.id}-{locale}"

    @staticmethod
    def page_edition(slug: str, locale: str) -> str:
        """The name of the file, without its ending, of page `slug` in large print."""
        return f"page-{slug.replace('/', '-')}-{locale}"


def panels_of(form: str, count: int) -> tuple[str, ...]:
    """The panels of `form` in reading order; `count` of them, at least one, where the leaflet decides."""
    if form in COUNTED:
        return tuple(f"{COUNTED[form]}-{number}" for number in range(1, max(count, 1) + 1))
    return FORM_PANELS[form]


def load_leaflets(root: Path) -> tuple[list[Leaflet], list[Finding]]:
    """The leaflets of the project at `root` (none without a data file), and what is wrong with the file."""
    path = root / DATA_FILE
    if not path.exists():
        return [], []
    entries, findings = load_entries(path, Leaflet, root)
    by_id, repeated = unique(entries)
    return list(by_id.values()), findings + repeated
