"""Lists of a section against those of its source: number, depth, kind, numbering. The manual is that of `structure`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.gaps import gaps
from payguide.model.messages import Message, say
from payguide.model.outline import Listing, listings
from payguide.model.parts import Part

LIST = Rule("structure-list", "a list differs from its source", Severity.WARNING)
T = TypeVar("T")
#: How the explanation of a word begins.
_EXPLAINED = re.compile(r":[ \t]{1,3}\S")
#: How much of a missing item is shown.
_SHOWN = 30


def compare(ours: Part, theirs: Part) -> Iterator[Finding]:
    """The lists of two parts, and those inside their items."""
    yield from _Lists(ours, theirs).several(listings(ours), listings(theirs), None)


def definitions(ours: Part, theirs: Part) -> Iterator[Finding]:
    """Words and what explains them: as many in both."""
    mine, other = _explained(ours), _explained(theirs)
    if len(other) < len(mine):
        missing, _ = gaps([text for _, text in mine], [text for _, text in other])
        for index, before in missing:
            message = say(
                "this page explains {count} words here, the source {wanted}", count=len(other), wanted=len(mine)
            )
            place = theirs.like(mine[index][0], ours)
            if before:
                place = Location(theirs.page.path, other[before - 1][0])
            hint = say("missing: {text}", text=short(mine[index][1]))
            yield LIST.at(place, message, hint, Location(ours.page.path, mine[index][0]))


def _explained(part: Part) -> list[tuple[int, str]]:
    """Line and text of each explanation in a list of definitions."""
    return [(line, text) for text, line, _ in part.prose if _EXPLAINED.match(text)]


@dataclass(frozen=True, slots=True)
class _Lists:
    source: Part
    translation: Part

    def several(self, ours: Sequence[Listing], theirs: Sequence[Listing], inside: int | None) -> Iterator[Finding]:
        """Lists beside each other; `inside` is the line of the translation's item that they stand in."""
        grouped = {listing.kind for listing in (*ours, *theirs)} == {"bulleted"} and _total(ours) == _total(theirs)
        if len(ours) != len(theirs) and grouped and ours and theirs:
            return  # the same items, grouped in another way
        missing, extra = gaps([_written(listing) for listing in ours], [_written(listing) for listing in theirs])
        for index, _ in missing:
            listing = ours[index]
            place = self.translation.like(listing.line, self.source) if inside is None else self._here(inside)
            message = say("a {kind} list of the source is missing here", kind=_kind(listing))
            hint = say("its readers miss {count} items", count=len(listing.items))
            yield LIST.at(place, message, hint, self._there(listing.line))
        for index in extra if inside is not None or not self._is_split(theirs, extra) else ():
            message, hint = say("the source has no such list here"), say("add it to the source, or delete it")
            yield LIST.at(self._here(theirs[index].line), message, hint, self.source.start)
        for mine, other in _pairs(ours, theirs, missing, extra):
            yield from self._one(mine, other)

    def _is_split(self, theirs: Sequence[Listing], extra: Sequence[int]) -> bool:
        """Whether the source may say in paragraphs what stands in lists that it does not have."""
        mine, other = (
            sum(block.kind == "paragraph" for block in part.blocks) for part in (self.source, self.translation)
        )
        return mine - other >= _total([theirs[index] for index in extra]) - 1 > 0

    def _one(self, mine: Listing, other: Listing) -> Iterator[Finding]:
        place, related = self._here(other.line), self._there(mine.line)
        if mine.kind != other.kind:
            message = say("this list is {kind}, in the source {wanted}", kind=_kind(other), wanted=_kind(mine))
            yield LIST.at(place, message, say("number steps; do not number what has no order"), related)
        elif mine.start != other.start:
            numbers = {"number": max(other.start, 0), "wanted": max(mine.start, 0)}
            message = say("this list begins with {number}, in the source with {wanted}", **numbers)
            yield LIST.at(place, message, say("number it as the source does"), related)
        missing, extra = gaps([item.text for item in mine.items], [item.text for item in other.items])
        counts = {"count": len(other.items), "wanted": len(mine.items)}
        for index, before in missing:
            near = other.items[before - 1].line if before else other.line
            message = say("this list lacks an item of the source: it has {count} of {wanted}", **counts)
            hint = say("missing: {text}", text=short(mine.items[index].text))
            yield LIST.at(self._here(near), message, hint, self._there(mine.items[index].line))
        for index in extra:
            message = say("the source's list has no such item: {wanted} items there, {count} here", **counts)
            yield LIST.at(
                self._here(other.items[index].line), message, say("add it to the source, or delete it"), related
            )
        for left, right in _pairs(mine.items, other.items, missing, extra):
            yield from self.several(left.lists, right.lists, right.line)

    def _here(self, line: int) -> Location:
        return Location(self.translation.page.path, line)

    def _there(self, line: int) -> Location:
        return Location(self.source.page.path, line)


def _total(found: Sequence[Listing]) -> int:
    return sum(len(listing.items) for listing in found)


def _written(listing: Listing) -> str:
    return f"{listing.kind} " + "\n".join(item.text for item in listing.items)


def _pairs(
    ours: Sequence[T], theirs: Sequence[T], missing: Sequence[tuple[int, int]], extra: Sequence[int]
) -> Iterator[tuple[T, T]]:
    alone = {index for index, _ in missing}
    kept = (item for index, item in enumerate(ours) if index not in alone)
    return zip(kept, (item for index, item in enumerate(theirs) if index not in extra), strict=True)


def short(text: str) -> str:
    """The beginning of what is missing, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _kind(listing: Listing) -> Message:
    """What the list is called, in words that can be said in another language."""
    return say("numbered") if listing.start else say("bulleted")
