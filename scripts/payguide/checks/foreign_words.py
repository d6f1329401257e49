"""English in text of another writing, and languages that share Latin letters. The manual is that of `language`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from payguide.checks.foreign import LETTER, Foreign, is_bordered, is_column, is_introduced, set_apart, units_with
from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, Prose
from payguide.model.running import Running
from payguide.model.stopwords import WEAK, strong, telling
from payguide.model.units import Unit

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_WORDS = re.compile(r"[A-Za-z](?<![\w@./-].)[A-Za-z'’-]*(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){2,}")
#: A word that is partly code or marked up, as in `g`reater.
_CUT = re.compile(rf"{OPAQUE}{{3,}}[a-z]|\w\*\*?\w")
#: Names of files, repositories, accounts and addresses.
_TOKEN = re.compile(r"\S*[/\\@_]\S*|\w[\w-]*\.\w\S*")
#: Up to so many words a text after a colon is a phrase to say.
_PHRASE = 14


def english_in(running: Running, own: re.Pattern[str]) -> Iterator[Foreign]:
    """English sentences on a page whose letters are `own` and not Latin."""
    for unit, text in units_with(running, _WORDS, LETTER):
        for match in _WORDS.finditer(text):
            words = [word.lower() for word in _WORD.findall(match.group())]
            marks = sum(word in strong("en") for word in words)
            if (
                len(words) < 4
                or not marks
                or _CUT.search(match.group())
                or marks + sum(word in WEAK for word in words) < 2
            ):
                continue
            if not _english_meant(unit, len(words), marks, match, running, own):
                whole = own.search(text) is None and unit.kind != "cell"
                place = running.place(running.start(unit.first) + match.start())
                yield Foreign(place, match.group().strip(), whole)
                break


def _english_meant(
    unit: Unit, count: int, marks: int, match: re.Match[str], running: Running, own: re.Pattern[str]
) -> bool:
    if unit.kind == "cell":
        return is_column(unit, LETTER, own)
    if own.search(match.string) is None:
        return is_introduced(unit, running) and count <= _PHRASE
    return count < 5 or marks < 2 or is_bordered(match.string, *match.span())


def words_in(running: Running, source: str, own: str) -> Iterator[Foreign]:
    """Paragraphs in the language `source` on a page in the language `own`, both in Latin letters."""
    pattern, counter = telling(source, own), telling(own, source)
    if pattern is None or counter is None:
        return
    for unit, text in units_with(running, pattern, pattern):
        if _CUT.search(text):
            continue
        count = len(pattern.findall(text))
        if count >= 3 and not counter.search(text) and 6 * count >= len(text.split()):
            if unit.kind == "cell" or not is_introduced(unit, running):
                yield Foreign(unit.place, text.replace(OPAQUE, "").strip(), unit.kind != "cell")


def same_in_both(running: Running, source: Collection[str], has_words: Callable[[str], bool]) -> Iterator[Foreign]:
    """Lines that stand in the source word for word, though the languages differ."""
    for line in running.page.prose:
        if line.text in source and has_words(line.text):
            yield Foreign(Location(running.page.path, line.line, line.column), line.text, True)


def is_sentence(line: Prose | str) -> bool:
    """Four words and more, most of which are no names."""
    text = _TOKEN.sub(OPAQUE, set_apart(line if isinstance(line, str) else line.text))
    if _CUT.search(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) >= 4 and 2 * sum(word[0].islower() and len(word) > 1 for word in words) > len(words)
