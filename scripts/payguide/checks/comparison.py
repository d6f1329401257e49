"""Comparing the figures and the force of one page and its translation; `values` holds the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from payguide.checks.rule import Rule
from payguide.model.alignment import Match
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.values.counterparts import Counterparts, Range
from payguide.values.differences import Difference, Spot, differences, family, opposite, spots
from payguide.values.digits import unlike
from payguide.values.evidence import Evidence
from payguide.values.force import Force, Side
from payguide.values.parsing import reader
from payguide.values.passages import Passages
from payguide.values.presence import Presence
from payguide.values.verdicts import Verdicts, worst

#: A section with so many times fewer passages is a stub, which is another fault.
_STUB = 4
#: So many figures of one place are named.
_NAMED = 3
_TRUE = say("write what is true in both languages")
_ADD = say("add it, or delete it in the source if it no longer holds")


class Comparison:
    """One page of the source language and its translation, whose sections correspond as `matches` say."""

    def __init__(self, ours: Passages, theirs: Passages, matches: Sequence[Match]) -> None:
        self.ours, self.theirs = ours, theirs
        self.readers = reader(ours.page.locale), reader(theirs.page.locale)
        self._counterparts = Counterparts(ours, theirs, matches)
        self._judge = Evidence(ours, theirs, *self.readers)
        self._presence = Presence(ours, theirs, *self.readers, self._counterparts.is_complete)
        self._verdicts = Verdicts(ours, theirs, self._presence)

    def findings(self, mismatch: Rule, swapped: Rule, missing: Rule, extra: Rule, force: Rule) -> Iterator[Finding]:
        """What differs, section by section."""
        pairs: dict[int, int] = {}
        by_digits = any(reader.digits_only for reader in self.readers)
        for mine, other, shift in self._counterparts.sections():
            if shift is not None:
                pairs |= {index: index + shift for index in range(*mine)}
            found = [] if by_digits else self._differences(mine, other, shift)
            if found:
                yield from self._pairs(mismatch, swapped, found, mine, other, shift)
                yield from self._missing(missing, found, mine, other, shift)
                yield from self._extra(extra, found, mine, other, shift)
        yield from self._by_digits(mismatch, missing, pairs) if by_digits else self._force(force, pairs)

    def _differences(self, mine: Range, other: Range, shift: int | None) -> list[Difference]:
        if shift is None:
            ours, theirs = spots(self.ours, range(*mine)), spots(self.theirs, range(*other))
        else:
            unequal = [index for index in range(*mine) if not self._equal(index, index + shift)]
            ours, theirs = spots(self.ours, unequal), spots(self.theirs, [index + shift for index in unequal])
        return list(differences(ours, theirs, shift, self._judge)) if ours or theirs else []

    def _equal(self, mine: int, other: int) -> bool:
        """Whether two passages have the same values in the same order, as most have, or the same words."""
        ours, theirs = self.ours.passages[mine], self.theirs.passages[other]
        if not ours.values and not theirs.values:
            return True
        if len(ours.values) == len(theirs.values):
            pairs = zip(ours.values, theirs.values, strict=True)
            if all(a.key == b.key and not (a.bound and b.bound and opposite(a, b)) for a, b in pairs):
                return True
        return self.ours.text[ours.start : ours.end] == self.theirs.text[theirs.start : theirs.end]

    def _pairs(
        self, mismatch: Rule, swapped: Rule, found: list[Difference], mine: Range, other: Range, shift: int | None
    ) -> Iterator[Finding]:
        """Figures of which one should be the other."""
        for item in found:
            if item.ours is None or item.theirs is None:
                continue
            place, source, said = self._at(1, item.theirs), self._at(0, item.ours), self._text(1, item.theirs)
            if item.instead is not None:
                two = self._text(1, item.instead)
                message = say("{one} and {two} stand the other way round than in the source", one=said, two=two)
                yield swapped.at(place, message, say("swap them"), source)
            elif item.kind == "bound":
                message = say("{said} is the least in one language and the most in the other", said=said)
                yield replace(mismatch.at(place, message, _TRUE, source), severity=Severity.WARNING)
            elif not self._verdicts.is_excused(item.ours, item.theirs, mine, other, shift):
                is_plain_number = family(item.ours.value) == "number"
                severity = Severity.WARNING if is_plain_number else Severity.ERROR
                yield self._mismatch(mismatch, self._text(0, item.ours), said, place, source, severity)

    def _mismatch(
        self, rule: Rule, right: str, said: str, place: Location, source: Location, severity: Severity
    ) -> Finding:
        message = say(
            "the source says {right}, this page {said}: readers act on different figures", right=right, said=said
        )
        return replace(rule.at(place, message, _TRUE, source), severity=severity)

    def _missing(
        self, rule: Rule, found: list[Difference], mine: Range, other: Range, shift: int | None
    ) -> Iterator[Finding]:
        """One finding for all that is missing in one place."""
        if shift is None and (mine[1] - mine[0]) > _STUB * (other[1] - other[0]):
            return
        places: dict[int, list[Spot]] = {}
        for spot in (item.ours for item in found if item.kind == "missing" and item.ours):
            if self._verdicts.is_gone(0, spot, mine, other, shift):
                line = self._counterparts.line(spot.passage, mine, other, shift)
                places.setdefault(line, []).append(spot)
        for line, group in places.items():
            message = say("{right} of the source is missing here", right=self._named(0, group))
            finding = rule.at(Location(self.theirs.page.path, line), message, _ADD, self._at(0, group[0]))
            yield replace(finding, severity=worst(group))

    def _extra(
        self, rule: Rule, found: list[Difference], mine: Range, other: Range, shift: int | None
    ) -> Iterator[Finding]:
        """One finding for all that a line has and the source lacks."""
        more = [item.theirs for item in found if item.kind == "extra" and item.theirs]
        more = [spot for spot in more if self._verdicts.is_gone(1, spot, other, mine, shift)]
        for _, line in groupby(more, key=lambda spot: self._at(1, spot).line):
            group = list(line)
            message = say("{said} is not in the source", said=self._named(1, group))
            hint = say("add it to the source, or delete it here")
            finding = rule.at(self._at(1, group[0]), message, hint, Location(self.ours.page.path))
            yield replace(finding, severity=worst(group))

    def _by_digits(self, mismatch: Rule, missing: Rule, pairs: dict[int, int]) -> Iterator[Finding]:
        """What differs for sure where one of the languages has no reader of its own."""
        for index, counterpart in pairs.items():
            here, there = self.ours.passages[index], self.theirs.passages[counterpart]
            found = unlike(self.ours, self.theirs, here, there)
            if found is None or self._presence.written(1, there, found.ours.digits):
                continue
            right, source = self.ours.text[found.ours.start : found.ours.end], self.ours.place(found.ours.start)
            if found.theirs is None:
                message = say("{right} of the source is missing here", right=right)
                place = Location(self.theirs.page.path, there.line)
                yield replace(missing.at(place, message, _ADD, source), severity=Severity.WARNING)
            elif not self._presence.written(0, here, found.theirs.digits):
                said, place = (
                    self.theirs.text[found.theirs.start : found.theirs.end],
                    self.theirs.place(found.theirs.start),
                )
                yield self._mismatch(mismatch, right, said, place, source, Severity.WARNING)

    def _force(self, rule: Rule, pairs: dict[int, int]) -> Iterator[Finding]:
        mine, other = Side(self.ours, self.readers[0].words), Side(self.theirs, self.readers[1].words)
        back = {there: here for here, there in pairs.items()}
        for first, second, counterparts in ((mine, other, pairs), (other, mine, back)):
            path, place = first.passages.page.path, second.passages.page.path
            for loss in Force(first, second, counterparts).losses():
                message = say("'{word}' of {path} has no counterpart in this passage", word=loss.word, path=path)
                hint = say("say as plainly as there what must or must not be done")
                yield rule.at(Location(place, loss.line), message, hint, first.passages.place(loss.start))

    def _named(self, side: int, group: list[Spot]) -> str:
        """Several figures of one place."""
        named = ", ".join(self._text(side, spot) for spot in group[:_NAMED])
        return say("{named} and {count} more", named=named, count=len(group) - _NAMED) if len(group) > _NAMED else named

    def _text(self, side: int, spot: Spot) -> str:
        return (self.ours, self.theirs)[side].text[spot.value.start : spot.value.end]

    def _at(self, side: int, spot: Spot) -> Location:
        return (self.ours, self.theirs)[side].place(spot.value.start)
