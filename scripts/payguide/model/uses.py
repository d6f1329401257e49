"""Which pages print which facts, and when each fact is due to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from payguide.model.findings import Location
from payguide.model.holdings import Data
from payguide.model.needs import FactLike
from payguide.model.pages import FactRef, Page
from payguide.model.site import Site

#: The calls of a page that print something of a fact.
CALLS = ("fact", "effective", "checked")
_REGISTER = "sources()"


@dataclass(frozen=True, slots=True)
class Uses:
    """`calls`: the places that name a fact, by its id. `registers`: places that print every fact that may be."""

    calls: Mapping[str, tuple[FactRef, ...]]
    registers: tuple[Location, ...]

    def pages(self, key: str) -> list[str]:
        """The pages that name the fact `key`, each once, as paths."""
        return list(dict.fromkeys(ref.location.path for ref in self.calls.get(key, ())))


def uses_of(site: Site) -> Uses:
    """What the pages of `site` print of its registry."""
    calls: dict[str, list[FactRef]] = {}
    registers: list[Location] = []
    for page in site.pages.values():
        for ref in page.refs:
            if ref.function in CALLS:
                calls.setdefault(ref.id, []).append(ref)
        registers.extend(_registers(page))
    for ref in _in_data(site.data) if isinstance(site.data, Data) else ():
        calls.setdefault(ref.id, []).append(ref)
    return Uses({key: tuple(refs) for key, refs in calls.items()}, tuple(registers))


def _in_data(data: Data) -> list[FactRef]:
    """The facts that the helpers and pictures say, each at the entry that says it."""
    # A large import, which a project without a registry is spared.
    from payguide.model.helpers import said_facts

    return [FactRef(key, "fact", entry.location) for key, entries in said_facts(data).items() for entry in entries]


def _registers(page: Page) -> list[Location]:
    lines = enumerate(page.scan.lines, 1)
    return [
        Location(page.path, number, line.index(_REGISTER) + 1)
        for number, line in lines
        if _REGISTER in line and "{{" in line
    ]


class Lines:
    """Where the fields of entries stand in their files, each of which is read at most once. `root` is the project's."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, list[str]] = {}

    def field(self, entry: Location, name: str) -> Location:
        """The line of the field `name` of the entry that begins at `entry`; the entry itself when it has none."""
        if entry.path not in self._read:
            path = self._root / entry.path
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            self._read[entry.path] = text.split("\n")
        for number, line in enumerate(self._read[entry.path][entry.line - 1 :], entry.line):
            if number > entry.line and line.startswith("- "):
                break
            if line.lstrip("- ").startswith(f"{name}:"):
                return Location(entry.path, number, line.index(name) + 1)
        return entry


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A day on which someone must look at a fact: its review, or the end of what its source says."""

    day: date
    key: str
    why: Literal["review", "expires"]
    location: Location
    pages: tuple[str, ...]


def due(site: Site, within: int) -> list[Due]:
    """What is due up to `within` days after the site's day, what is overdue too, by day and id."""
    uses = uses_of(site)
    facts = site.data.facts if site.data is not None else None
    found = [
        Due(day, fact.id, why, fact.location, tuple(uses.pages(fact.id)))
        for fact in (facts or {}).values()
        for why, day in _days(fact)
        if (day - site.today).days <= within
    ]
    return sorted(found)


def _days(fact: FactLike) -> list[tuple[Literal["review", "expires"], date]]:
    """Both days of a fact as far as they can be read."""
    days: list[tuple[Literal["review", "expires"], date]] = []
    if (review := day_of(fact.review_by)) is not None:
        days.append(("review", review))
    if (end := day_of(fact.expires)) is not None:
        days.append(("expires", end))
    return days


def day_of(value: object) -> date | None:
    """The day that a data file's or a front matter's `value` names; None when it is none."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return datetime.fromisoformat(value.strip()).date() if isinstance(value, str) else None
    except ValueError:
        return None
