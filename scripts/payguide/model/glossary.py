"""Finding the glossary's words in a text: the approved ones and those to avoid, the longest at each place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from payguide.model.needs import TermLike
from payguide.model.running import Running
from payguide.model.scripts import LETTERS

_LATIN = re.compile(f"[{LETTERS['Latin']}0-9]")
#: What may stand before a Latin word. Said in this way, it is found twice as fast as `\\b`.
_BEFORE = "[\n -/:-@\\[-`{-~\u2010-\u201f\u2e80-\uffff]"
_ENDING = re.compile("(?:'s|’s|e?s)?(?![A-Za-z])|")
_UNLETTERED = re.compile(r"[^\W_]+")
#: Words of a term that carry none of its meaning.
_SMALL = frozenset("a an the of and to for in on at by your my der die das le la les de du des el".split())


class Wordings:
    """The words of a glossary in one locale."""

    def __init__(self, terms: Mapping[str, TermLike], locale: str, source: str) -> None:
        """`locale` is that of the texts, `source` the one in which terms for one thing have one name."""
        self._keys: dict[str, tuple[str, bool]] = {}
        for key, term in terms.items():
            if locale in term.terms:
                self._keys.setdefault(_plain(term.terms[locale]), (key, True))
        for key, term in terms.items():
            for words in term.avoid.get(locale, ()):
                self._keys.setdefault(_plain(words), (key, False))
        names: dict[str, str] = {}
        self._things = {key: names.setdefault(term.terms.get(source, key), key) for key, term in terms.items()}
        counts = Counter(self._things.values())
        self._telling = frozenset(
            words for words, (key, approved) in self._keys.items() if not approved or counts[self._things[key]] > 1
        )

    def thing(self, key: str) -> str:
        """What the term `key` stands for: the same for all terms with one name in the source language."""
        return self._things[key]

    @cached_property
    def _quick(self) -> Sequence[re.Pattern[str]]:
        """Tell a text without any telling words at once; apart, as each then begins with few characters."""
        latin = [words for words in self._telling if _LATIN.match(words)]
        others = self._telling.difference(latin)
        patterns = [_BEFORE + _tree(latin)] if latin else []
        return [re.compile(words, re.DOTALL) for words in (*patterns, *([_tree(others)] if others else []))]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_tree(self._keys), re.DOTALL)

    def judged(self, running: Running) -> Iterator[tuple[int, str, str, bool]]:
        """The terms of a text that holds a form to avoid, or one of several terms for one thing.

        Offset, words as written, the term's id, and whether they are approved.
        """
        flat = _flat(running)
        if any(pattern.search(f"\n{flat}") for pattern in self._quick):
            for start, words in self._found(flat):
                yield start, running.text[start : start + len(words)], *self._keys[words]

    def approved(self, running: Running) -> Iterator[tuple[int, str]]:
        """The approved terms of a text: offset and id."""
        for start, words in self._found(_flat(running)):
            key, is_approved = self._keys[words]
            if is_approved:
                yield start, key

    def avoided(self, text: str) -> Iterator[tuple[str, str]]:
        """The forms to avoid in a text that is no page's, as they are written, and the ids of their terms."""
        plain = _plain(text)
        if any(pattern.search(f"\n{plain}") for pattern in self._quick):
            for start, words in self._found(plain):
                key, is_approved = self._keys[words]
                if not is_approved:
                    yield text[start : start + len(words)], key

    def approves(self, words: str) -> str | None:
        """The id of the term whose approved form is `words`, if there is one."""
        key, is_approved = self._keys.get(_plain(words), ("", False))
        return key if is_approved else None

    def _found(self, folded: str) -> Iterator[tuple[int, str]]:
        for match in self._pattern.finditer(folded) if self._keys else ():
            words, start = match.group(), match.start()
            if not _LATIN.match(words) and not _LATIN.match(words[-1]):
                yield start, words
            elif _is_word(words[0], folded[start - 1 : start]) and _ends(words[-1], folded, match.end()):
                yield start, words


def _plain(text: str) -> str:
    """`text` in small letters, and hyphens as blanks: `pay-code` is `pay code`."""
    return text.lower().replace("-", " ")


def _flat(running: Running) -> str:
    """The text of a page in small letters, hyphens and line ends within a paragraph as blanks."""
    flat, prose = running.folded.replace("-", " "), running.page.prose
    if len(prose) < 2:
        return flat
    starts = {block.line for block in running.page.blocks if block.kind != "table"}
    ends = [
        running.start(index) - 1
        for index in range(1, len(prose))
        if prose[index].line - prose[index - 1].line == 1 and prose[index].line not in starts
    ]
    if not ends:
        return flat
    return " ".join(
        flat[start : after - 1] for start, after in pairwise([0, *(end + 1 for end in ends), len(flat) + 1])
    )


def _tree(words: Collection[str]) -> str:
    """A pattern that finds the longest of `words` at each place, however many there are, trying few at each."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_first.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + _tree(rest) for first, rest in sorted(by_first.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


def _is_word(edge: str, beyond: str) -> bool:
    """Whether a word that begins or ends with `edge` is not part of a longer one."""
    return not (_LATIN.match(edge) and beyond and _LATIN.match(beyond))


def _ends(edge: str, folded: str, after: int) -> bool:
    """Whether the word that ends before `after` ends there, or in an ending that words take."""
    if not _LATIN.match(edge):
        return True
    ending = _ENDING.match(folded, after)
    return ending is not None and _is_word(edge, folded[ending.end() : ending.end() + 1])


def has_words(folded: str, words: str) -> bool:
    """Whether a text in small letters holds every word of a term that means something, with any ending."""
    wanted = words.lower()
    if wanted in folded:
        return True
    parts = [part for part in _UNLETTERED.findall(wanted) if part not in _SMALL]
    return bool(parts) and all(_stem(part) in folded for part in parts)


def _stem(word: str) -> str:
    """`word` without the endings that it loses in other forms."""
    return word if len(word) < 5 else word[: max(len(word) - 2, 4)]
