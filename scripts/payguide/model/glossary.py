"""Finding the glossary's words in a text: the approved ones and those to avoid, the longest at each place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from payguide.model.needs import TermLike
from payguide.model.scripts import LETTERS

_LATIN = re.compile(f"[{LETTERS['Latin']}0-9]")
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
                self._keys.setdefault(term.terms[locale].casefold(), (key, True))
        for key, term in terms.items():
            for words in term.avoid.get(locale, ()):
                self._keys.setdefault(words.casefold(), (key, False))
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
        patterns = [rf"\b{_tree(latin)}"] if latin else []
        return [re.compile(words, re.DOTALL) for words in (*patterns, *([_tree(others)] if others else []))]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_tree(self._keys), re.DOTALL)

    def judged(self, text: str) -> Iterator[tuple[int, str, str, bool]]:
        """The terms of a text that holds a form to avoid, or one of several terms for one thing.

        Offset, words as written, the term's id, and whether they are approved.
        """
        folded = _folded(text)
        if any(pattern.search(folded) for pattern in self._quick):
            yield from self._found(text, folded)

    def approved(self, text: str) -> Iterator[tuple[int, str]]:
        """The approved terms of a text: offset and id."""
        return ((start, key) for start, _, key, is_approved in self._found(text, _folded(text)) if is_approved)

    def _found(self, text: str, folded: str) -> Iterator[tuple[int, str, str, bool]]:
        for match in self._pattern.finditer(folded) if self._keys else ():
            words, start = match.group(), match.start()
            if _is_word(words[0], folded[start - 1 : start]) and _ends(words[-1], folded, match.end()):
                yield start, text[start : match.end()], *self._keys[words]


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


def _folded(text: str) -> str:
    """`text` in small letters, of the same length, so that offsets hold."""
    folded = text.lower()
    return folded if len(folded) == len(text) else text


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
