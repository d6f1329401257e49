"""Lost force: a sentence that forbids, denies or obliges, whose counterpart does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from re import Match
from typing import NamedTuple

from payguide.values.parsing import Words
from payguide.values.passages import Passage, Passages
from payguide.values.sentences import CLAUSE, END, Part, aligned, code, expressions, has_words, is_plain

#: A refusal right behind a denial: `must not refuse`, 不得拒绝.
_NEAR = 8
_Hits = dict[int, list[Match[str]]]
_Kept = Callable[[Match[str], Part], bool]


class Loss(NamedTuple):
    """The word that begins at `start` of one page's text, and the line of the other page that lacks its force."""

    word: str
    start: int
    line: int


class Side:
    """A page with its words of force by passage."""

    def __init__(self, passages: Passages, words: Words) -> None:
        self.passages, self.words = passages, words
        self.denials: _Hits = {}
        self.duties: _Hits = {}
        self.negations: _Hits = {}
        kinds = {"denial": self.denials, "duty": self.duties, "negation": self.negations}
        for match in words.forces.finditer(passages.lower):
            kinds[match.lastgroup or ""].setdefault(passages.at(match.start()), []).append(match)

    def weight(self, index: int) -> int:
        """How often a passage denies something."""
        return len(self.denials.get(index, ())) + len(self.negations.get(index, ()))


class Force:
    """What `ours` says with force and `theirs` does not; `pairs` are the numbers of passages that correspond."""

    def __init__(self, ours: Side, theirs: Side, pairs: dict[int, int]) -> None:
        self._side, self._other, self._pairs = ours, theirs, pairs
        self._ours, self._theirs = ours.passages, theirs.passages

    def losses(self) -> Iterator[Loss]:
        """What is lost, a passage once."""
        told: set[int] = set()
        for index, loss in (*self._lost_denials(), *self._lost_duties()):
            if index not in told:
                told.add(index)
                yield loss

    def _lost_denials(self) -> Iterator[tuple[int, Loss]]:
        net, side = self._other.words.denied, self._side
        if net is None:
            return
        for index in sorted(side.denials.keys() | side.negations.keys()):
            if index not in self._pairs:
                continue
            is_sure = self._other.weight(self._pairs[index]) < side.weight(index)  # else it is told as often
            hits = side.denials.get(index, [])
            if is_sure and is_plain(self._ours, self._ours.passages[index]):
                hits = sorted([*hits, *side.negations.get(index, [])], key=lambda hit: hit.start())
            loss = self._lost(index, hits, self._is_denied, is_sure) if hits else None
            if loss is not None:
                yield index, loss

    def _lost_duties(self) -> Iterator[tuple[int, Loss]]:
        for index, hits in self._side.duties.items():
            if index in self._pairs and is_plain(self._ours, self._ours.passages[index]):
                loss = self._lost(index, hits, self._is_bound, True)
                if loss is not None:
                    yield index, loss

    def _lost(self, index: int, hits: list[Match[str]], is_kept: _Kept, by_sentence: bool) -> Loss | None:
        """The first of `hits` whose sentence, or clause where a sentence has several, has lost its force."""
        mine, other = self._ours.passages[index], self._theirs.passages[self._pairs[index]]
        whole = Part(other.start, other.end)
        if self._ours.text[mine.start : mine.end] == self._theirs.text[other.start : other.end]:
            return None  # not translated, which is another fault
        if not any(is_kept(hit, whole) for hit in hits):
            return self._loss(hits[0], Part(mine.start, mine.end), whole)
        if not by_sentence or not is_plain(self._ours, mine):
            return None
        return self._in_sentences(mine, whole, hits, is_kept)

    def _in_sentences(self, mine: Passage, other: Part, hits: list[Match[str]], is_kept: _Kept) -> Loss | None:
        pairs = aligned(self._ours, Part(mine.start, mine.end), self._theirs, other, END)
        for sentence, counterpart in pairs:
            found = self._in_sentence(sentence, counterpart, hits, is_kept)
            if found is not None:  # unless the sentences correspond in another way
                return None if any(self._is_gained(*pair) for pair in pairs) else self._loss(*found)
        return None

    def _in_sentence(
        self, sentence: Part, counterpart: Part, hits: list[Match[str]], is_kept: _Kept
    ) -> tuple[Match[str], Part, Part] | None:
        """The first word that is lost in a sentence or clause, with that and its counterpart."""
        inside = [hit for hit in hits if sentence.start <= hit.start() < sentence.end]
        if inside and not any(is_kept(hit, counterpart) for hit in inside):
            return inside[0], sentence, counterpart
        clauses = aligned(self._ours, sentence, self._theirs, counterpart, CLAUSE) if len(inside) > 1 else []
        for clause, twin in clauses:
            hit = next((hit for hit in inside if clause.start <= hit.start() < clause.end), None)
            if hit is not None and not is_kept(hit, twin):
                return None if any(self._is_gained(*pair) for pair in clauses) else (hit, clause, twin)
        return None

    def _loss(self, hit: Match[str], mine: Part, other: Part) -> Loss | None:
        if not has_words(self._theirs, other) or hit.group() in self._theirs.lower[other.start : other.end]:
            return None
        if expressions(self._theirs, other) > expressions(self._ours, mine):
            return None  # one of them may be the denial
        return Loss(hit.group(), hit.start(), self._theirs.place(other.start).line)

    def _is_denied(self, hit: Match[str], part: Part) -> bool:
        net, refusal = self._other.words.denied, self._side.words.refusal
        if net is None:
            return True
        if refusal is not None and refusal.search(self._ours.lower, hit.end(), hit.end() + _NEAR):
            return self._is_double(part)
        text = self._theirs.lower[part.start : part.end]
        if hit.lastgroup == "denial" and self._other.words.flaws is not None:
            text = self._other.words.flaws.sub(" ", text)
        return net.search(text) is not None or net.search(code(self._theirs, part)) is not None

    def _is_gained(self, mine: Part, other: Part) -> bool:
        """Whether the other page denies something in a sentence that denies nothing here."""
        patterns = (self._other.words.denial, self._other.words.negation)
        is_denied = any(pattern is not None and pattern.search(self._theirs.lower, *other) for pattern in patterns)
        net = self._side.words.denied
        return is_denied and net is not None and net.search(self._ours.lower, *mine) is None

    def _is_double(self, part: Part) -> bool:
        """Whether a denied refusal is told: denied twice, or as a duty."""
        words, text = self._other.words, self._theirs.lower[part.start : part.end]
        bare = words.refusal.sub(" ", text) if words.refusal else text
        return any(net is not None and net.search(bare) for net in (words.denied, words.bound))

    def _is_bound(self, hit: Match[str], part: Part) -> bool:
        bound, leave = self._other.words.bound, self._other.words.leave
        if bound is None or leave is None:
            return True
        return bound.search(self._theirs.lower, *part) is not None or not leave.search(self._theirs.lower, *part)
