"""How long a translation is beside its source.

text-much-shorter
    A paragraph, or the text of a whole section, is much shorter than its source: sentences were left out, and with
    them what a reader needs. How much longer one language writes than the other is learned from the page and the site;
    only gaps of sixty Chinese characters (or two hundred letters) and more count.
    Bad:  five sentences in the source, one in the translation
    Good: the same said in fewer words, or split into other paragraphs

Left alone: how many paragraphs there are, what expressions print, code.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import OPAQUE
from payguide.model.parts import Aligned, Part
from payguide.model.scripts import is_dense
from payguide.model.site import Site

SHORTER = Rule("text-much-shorter", "a text is much shorter than its source", Severity.WARNING)
RULES: tuple[Rule, ...] = (SHORTER,)

#: Letters of an alphabet that say as much as one Chinese character.
DENSITY = 3.3
#: A text is much shorter below this share of the length that its source lets one expect.
_SHARE = 0.42
#: What must be missing, in characters of the source.
_LOST_DENSE, _LOST = 60, 200
#: From this many texts on, a page has a ratio of its own; below it, the site's is used.
_ENOUGH = 8


# A named tuple, as a site has tens of thousands of them.
class _Text(NamedTuple):
    """A paragraph or section: its lengths in characters in the source and here, and the lines where it begins."""

    ours: int
    theirs: int
    line: int
    related: int


def check(site: Site) -> Iterator[Finding]:
    """Every text of every translation, once the ratios are known."""
    by_locale: dict[str, list[tuple[Aligned, list[_Text]]]] = defaultdict(list)
    for pair in site.aligned:
        by_locale[pair.translation.locale].append((pair, [text for parts in pair.parts for text in _texts(*parts)]))
    dense = is_dense(site.source_locale.code)
    for locale, pages in by_locale.items():
        usual = {(True, False): DENSITY, (False, True): 1 / DENSITY}.get((dense, is_dense(locale)), 1.0)
        usual = _ratio([text for _, texts in pages for text in texts], usual)
        for pair, texts in pages:
            yield from _page(pair, texts, _ratio(texts, usual), _LOST_DENSE if dense else _LOST)


def _ratio(texts: Sequence[_Text], otherwise: float) -> float:
    ratios = [theirs / ours for ours, theirs, _, _ in texts if ours >= 10]
    return median(ratios) if len(ratios) >= _ENOUGH else otherwise


def _page(pair: Aligned, texts: Sequence[_Text], ratio: float, lost: int) -> Iterator[Finding]:
    for ours, theirs, line, related in texts:
        if ours >= lost and theirs < _SHARE * ours * ratio and ours - theirs / max(ratio, 0.05) >= lost:
            percent = round(100 * theirs / (ours * ratio))
            message = say("this text is {percent} % as long as its source lets one expect", percent=percent)
            place = Location(pair.translation.path, line)
            hint = say("look whether sentences were left out")
            yield SHORTER.at(place, message, hint, Location(pair.source.path, related))


def _texts(ours: Part, theirs: Part) -> list[_Text]:
    """Paragraph by paragraph where both have as many, else all of the section's text."""
    here, there = _paragraphs(theirs), _paragraphs(ours)
    if len(here) == len(there):
        pairs = zip(there.items(), here.items(), strict=True)
        return [_Text(length, size, line, related) for (related, length), (line, size) in pairs]
    if not there:
        return []
    return [_Text(sum(there.values()), sum(here.values()), theirs.start.line, next(iter(there)))]


def _paragraphs(part: Part) -> dict[int, int]:
    """Length by first line of each: lines that follow each other are one."""
    found: dict[int, int] = {}
    first = last = -2
    dense = is_dense(part.page.locale)
    for text, line, _ in part.prose:
        if line - last > 1:
            first = line
            found[first] = 0
        size = len(text) - text.count(OPAQUE)
        found[first] += round(size / DENSITY) if dense and text.isascii() else size  # names and titles as they are
        last = line
    return found
