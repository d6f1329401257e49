"""How long a translation is beside its source.

text-much-shorter
    A paragraph, or the text of a whole section, is much shorter than its source: sentences were left out, and with
    them what a reader needs. How much longer one language writes than the other is learned from the page and the site;
    only gaps of forty Chinese characters (or 140 letters) and more count.
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
from payguide.model.patterns import later
from payguide.model.scripts import DENSITY, HAN, is_dense
from payguide.model.site import Site

SHORTER = Rule("text-much-shorter", "a text is much shorter than its source", Severity.WARNING)
RULES: tuple[Rule, ...] = (SHORTER,)

_HAN = later(f"[{HAN}]")
#: A text is much shorter below this share of the length that its source lets one expect.
_SHARE = 0.42
#: A page that has this share of what its source lets one expect says as much.
_ALL = 0.9
#: What must be missing, in characters of the source.
_LOST_DENSE, _LOST = 40, 140
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
        if pair.is_stub:
            yield _stub(pair)
        by_locale[pair.translation.locale].append((pair, [text for parts in pair.parts for text in _texts(*parts)]))
    dense = is_dense(site.source_locale.code)
    for locale, pages in by_locale.items():
        usual = {(True, False): DENSITY, (False, True): 1 / DENSITY}.get((dense, is_dense(locale)), 1.0)
        usual = _ratio([text for _, texts in pages for text in texts], usual)
        for pair, texts in pages:
            yield from _page(pair, texts, _ratio(texts, usual), _LOST_DENSE if dense else _LOST)


def _stub(pair: Aligned) -> Finding:
    message = say("this page says next to nothing of what its source says")
    hint = say("translate it; until then, readers are better served without it")
    return SHORTER.at(Location(pair.translation.path), message, hint, Location(pair.source.path))


def _ratio(texts: Sequence[_Text], otherwise: float) -> float:
    ratios = [theirs / ours for ours, theirs, _, _ in texts if ours >= 10]
    return median(ratios) if len(ratios) >= _ENOUGH else otherwise


def _page(pair: Aligned, texts: Sequence[_Text], ratio: float, lost: int) -> Iterator[Finding]:
    for ours, theirs, line, related in texts if not _is_rearranged(pair, ratio) else ():
        if ours >= lost and theirs < _SHARE * ours * ratio and ours - theirs / max(ratio, 0.05) >= lost:
            percent = round(100 * theirs / (ours * ratio))
            message = say("this text is {percent} % as long as its source lets one expect", percent=percent)
            place = Location(pair.translation.path, line)
            hint = say("look whether sentences were left out")
            yield SHORTER.at(place, message, hint, Location(pair.source.path, related))


def _is_rearranged(pair: Aligned, ratio: float) -> bool:
    """Whether the page says as much as its source in sections that do not correspond to the source's."""
    sections = pair.source.sections, pair.translation.sections
    if len(sections[0]) == len(sections[1]) or any(section.explicit for section in (*sections[0], *sections[1])):
        return False
    ours, theirs = (sum(len(line.text) for line in page.prose) for page in (pair.source, pair.translation))
    return theirs >= _ALL * ours * ratio


def _texts(ours: Part, theirs: Part) -> list[_Text]:
    """Paragraph by paragraph where both have as many, else all of the section's text."""
    if _has_html_table(ours) != _has_html_table(theirs):
        return []  # what stands in it is no prose
    here, there = _paragraphs(theirs), _paragraphs(ours)
    if not there or theirs.printed > ours.printed:  # expressions may say what the source says in words
        return []
    if len(here) == len(there):
        pairs = zip(there.items(), here.items(), strict=True)
        return [_Text(length, size, line, related) for (related, length), (line, size) in pairs]
    return [_Text(sum(there.values()), sum(here.values()), theirs.start.line, next(iter(there)))]


def _has_html_table(part: Part) -> bool:
    spans = ((block.line, block.last_line) for block in part.blocks if block.kind == "html")
    return any("<table" in line for first, last in spans for line in part.page.scan.lines[first - 1 : last])


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
        if dense:  # names and titles as they are
            letters = size if text.isascii() else len(text.encode("ascii", "ignore"))
            size += round(letters / DENSITY) - letters
        elif not dense and not text.isascii() and (left := len(_HAN.findall(text))):  # text of another language
            size += round(left * (DENSITY - 1))
        found[first] += size
        last = line
    return found
