"""Terms that a translation does not name. The manual is that of `terms`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.glossary import Wordings, has_words
from payguide.model.messages import say
from payguide.model.needs import TermLike
from payguide.model.parts import Aligned, Part
from payguide.model.running import Running

MISSING = Rule("term-missing", "a translation does not use the approved term", Severity.NOTE)
#: On how many pages, and on which share of those whose source uses it, a term is named where naming it is the habit.
_USUAL, _SHARE = 3, 0.8


def instead(words: str) -> str:
    """The advice to write `words`; empty where there are none."""
    return say("write '{words}'", words=words) if words else ""


def missing(
    pairs: list[Aligned],
    texts: Mapping[tuple[str, str], Running],
    wordings: Wordings,
    terms: Mapping[str, TermLike],
) -> Iterator[Finding]:
    """Terms that a translated page never names, where the source marks them or the other pages do name them.

    Good editors say some things in other words; what the project's own translations show to be the habit is expected.
    """
    named: Counter[str] = Counter()
    absent: dict[str, list[tuple[Aligned, int, bool]]] = {}
    for pair in pairs:
        called = {ref.id for ref in pair.translation.refs if ref.function == "term"}
        here = texts[pair.translation.slug, pair.translation.locale].folded
        original = texts[pair.source.slug, pair.source.locale]
        for key, (line, marked) in _used(original, wordings, terms).items():
            words = terms[key].terms.get(pair.translation.locale)
            if words and (key in called or has_words(here, words)):
                named[key] += 1
                if marked and not _is_named(pair, line, key, words):
                    yield _unnamed(pair, line, terms[key])
            elif words:
                absent.setdefault(key, []).append((pair, line, marked))
    for key, places in absent.items():
        usual = named[key] >= max(_USUAL, _SHARE * (named[key] + len(places)))
        yield from (_unnamed(pair, line, terms[key]) for pair, line, marked in places if marked or usual)


def _used(running: Running, wordings: Wordings, terms: Mapping[str, TermLike]) -> dict[str, tuple[int, bool]]:
    """The terms of a source page: the line that uses each, and whether it does so by a call."""
    found: dict[str, tuple[int, bool]] = {}
    once: set[str] = set()  # what is said in passing may be said in other words
    for start, key in wordings.approved(running):
        if key in once and key not in found:
            found[key] = running.line(start)[0].line, False
        once.add(key)
    for ref in running.page.refs:
        if ref.function == "term" and ref.id in terms:
            found[ref.id] = ref.location.line, True
    return found


def _counterparts(pair: Aligned, line: int) -> tuple[Part, Part]:
    return next((parts for parts in reversed(pair.parts) if parts[0].start.line <= line), pair.parts[0])


def _is_named(pair: Aligned, line: int, key: str, words: str) -> bool:
    """Whether the translation names a term in the section whose source calls it in `line`."""
    part = _counterparts(pair, line)[1]
    last = max((block.last_line for block in part.blocks), default=0)
    if any(ref.id == key and part.start.line <= ref.location.line <= last for ref in part.page.refs):
        return True
    return has_words("\n".join([text.lower() for text, *_ in part.prose]), words)


def _unnamed(pair: Aligned, line: int, term: TermLike) -> Finding:
    ours, theirs = _counterparts(pair, line)
    words = term.terms[pair.translation.locale]
    blanks = {"term": term.terms.get(pair.source.locale, term.id), "words": words}
    message = say("the source speaks of '{term}' here; this section never says '{words}'", **blanks)
    return MISSING.at(theirs.like(line, ours), message, instead(words), Location(pair.source.path, line))
