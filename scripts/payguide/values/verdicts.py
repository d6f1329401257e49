"""Whether figures that seem to differ or to be missing are faults, and how grave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from payguide.model.findings import Severity
from payguide.values.counterparts import Range
from payguide.values.differences import Spot
from payguide.values.equality import PLAIN
from payguide.values.parsing import Value
from payguide.values.passages import Passages
from payguide.values.presence import Presence
from payguide.values.sentences import is_plain

#: Before a number that is part of a name: Windows 7.
_NAME = re.compile(r"[A-Z][A-Za-z]+ ?\Z")
#: Kinds of which a single one may be told by grammar alone: a card, a day.
_GRAMMAR = PLAIN | {"duration"}
_HARD = frozenset(("money", "percent", "date", "phone"))
#: Up to this, a count may be in a word that only people understand (bilingual, 仨).
_SMALL = 12


class Verdicts:
    """Judges differences between a page, side 0, and its translation, side 1."""

    def __init__(self, ours: Passages, theirs: Passages, presence: Presence) -> None:
        self._pages = (ours, theirs)
        self._presence = presence

    def is_excused(self, ours: Spot, theirs: Spot, mine: Range, other: Range, shift: int | None) -> bool:
        """Whether one of two figures that differ is on the other page after all."""
        if shift is None:
            return self._presence.somewhere(1, other, ours.value) or self._presence.somewhere(0, mine, theirs.value)
        here, there = self._pages[0].passages[ours.passage], self._pages[1].passages[theirs.passage]
        return self._presence.beside(1, there, ours.value, here) or self._presence.beside(0, here, theirs.value, there)

    def is_gone(self, side: int, spot: Spot, mine: Range, other: Range, shift: int | None) -> bool:
        """Whether a figure of page `side` that seems to be on no other page, in `other`, really is not."""
        if self._may_go(side, spot) or self._presence.somewhere(1 - side, other, spot.value):
            return False
        if self._presence.has_more(1 - side, other, mine):
            return False  # an expression may stand for it
        if shift is None:
            return spot.value.kind not in PLAIN or (spot.value.amount or 0) > _SMALL
        here = self._pages[side].passages[spot.passage]
        there = self._pages[1 - side].passages[spot.passage + (-shift if side else shift)]
        written = self._pages[side].text[spot.value.start : spot.value.end]
        return not (
            self._presence.beside(1 - side, there, spot.value, here) or self._presence.written(1 - side, there, written)
        )

    def _may_go(self, side: int, spot: Spot) -> bool:
        """Whether good editors leave a figure out or add it: an idiom, a count of what is named, part of a name."""
        value, page = spot.value, self._pages[side]
        if severity(value) is None:
            return True
        if value.kind not in PLAIN:
            return False
        if value.kind == "number" and _NAME.search(page.text, max(0, value.start - 24), value.start):
            return True
        is_small = value.form == "words" and (value.amount or 0) <= _SMALL
        return is_small and not is_plain(page, page.passages[spot.passage])


def worst(group: Iterable[Spot]) -> Severity:
    """The severity of what is missing or extra in one place."""
    is_hard = any(severity(spot.value) is Severity.ERROR for spot in group)
    return Severity.ERROR if is_hard else Severity.WARNING


def severity(value: Value) -> Severity | None:
    """How much it matters that `value` is in one language only; None for what may be an idiom."""
    if value.form == "loose" or value.kind == "weekday" or (value.amount == 1 and value.kind in _GRAMMAR):
        return None
    if value.kind in _HARD and value.form == "digits" and not (value.kind == "date" and len(value.text) == 4):
        return Severity.ERROR
    return Severity.WARNING
