"""Text in another writing than its page, Chinese above all. The manual is that of `language`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from payguide.model.findings import Location
from payguide.model.pages import OPAQUE
from payguide.model.patterns import later
from payguide.model.running import Running
from payguide.model.scripts import LETTERS
from payguide.model.units import Unit, cells_beside, cells_like, header_of, unit_at

HAN = LETTERS["Han"]
#: What is set apart as a sign, a name or a phrase: parentheses and quotation marks.
_ASIDE = later(
    r"[(（][^()（）\n]*[)）]|“[^“”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|【[^】\n]*】|‘[^‘’\n]*’"
    r"|«[^»\n]*»|„[^“”\n]*[“”]|(?<!\w)'[^'\n]*'(?!\w)"
)
_HAN = later(f"[{HAN}]")
_HAN_RUN = later(f"[{HAN}][{HAN}，、；：？！。…·\\d ]*")
#: Characters of sentences rather than of names and signs.
_GRAMMAR = later("[的了是在和不请您你先再就把吗么要能可也都会没给让用从到对或及为这那]|[，；？！。]")
#: What stands between a phrase and its translation.
_BESIDE = "—–-:：=/|→·" + OPAQUE
LETTER = later("[A-Za-z]")
_CHINESE_HEAD = later(r"chinese|中文|汉字|hanzi|mandarin|character|sign|say|show|word|phrase|english|英文|英语", re.I)
#: Up to so many characters a text after a colon is a phrase to say.
_PHRASE = 30


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text of another language. `whole`: a heading, paragraph or item is nothing else."""

    place: Location
    text: str
    whole: bool


def set_apart(text: str) -> str:
    """`text` with everything masked that is set apart by parentheses or quotation marks."""
    return _ASIDE.sub(lambda match: OPAQUE * len(match.group()), text)


def _size(text: str, letters: re.Pattern[str]) -> int:
    return len(letters.findall(text))


def units_with(running: Running, pattern: re.Pattern[str], letters: re.Pattern[str]) -> Iterator[tuple[Unit, str]]:
    """The units in which `pattern` finds something, and whose text holds `letters` that are not set apart."""
    seen = -1
    for match in pattern.finditer(running.text):
        index = running.index(match.start())
        if index <= seen:
            continue
        seen = index
        if letters.search(set_apart(running.page.prose[index].text)):
            unit = unit_at(running.page, index)
            seen = unit.last
            text = set_apart(_of(unit, running))
            if not unit.quoted:
                yield unit, text


def han_in(running: Running, own: re.Pattern[str], known: Collection[str]) -> Iterator[Foreign]:
    """Chinese on a page whose letters are `own`. `known` are words that may stand alone."""
    for unit, text in units_with(running, _HAN_RUN, _HAN):
        if text.replace(OPAQUE, "").strip("*_ \n") not in known:
            found = _han_unit(unit, text, own, running)
            if found is not None:
                yield found


def _of(unit: Unit, running: Running) -> str:
    start = running.start(unit.first)
    return running.text[start : running.start(unit.last) + len(running.page.prose[unit.last].text)]


def _han_unit(unit: Unit, text: str, own: re.Pattern[str], running: Running) -> Foreign | None:
    han, letters = _size(text, _HAN), _size(text, own)
    shown = text.replace(OPAQUE, "").strip()
    aside = _size(_of(unit, running), own) - letters  # a translation in parentheses
    if unit.kind == "cell":
        alone = han >= 2 and letters == 0 and not is_column(unit, _HAN, own)
        return Foreign(unit.place, shown, False) if alone else None
    if letters == 0 and unit.kind in ("heading", "title"):
        return Foreign(unit.place, shown, True) if han >= 2 and not aside else None
    talks = _GRAMMAR.search(text) is not None
    if letters < han and (han >= 8 or talks):
        if letters == 0 and is_introduced(unit, running) and han <= _PHRASE:
            return None
        return None if aside > 2 * han or _beside(text, own) else Foreign(unit.place, shown, letters < han / 2)
    if letters == 0 and unit.kind == "item" and han >= 2 and _odd_item(unit, running, own):
        return Foreign(unit.place, shown, True)
    for run in _HAN_RUN.finditer(text):
        if _size(run.group(), _HAN) >= 6 and _GRAMMAR.search(run.group()) and not is_bordered(text, *run.span()):
            return Foreign(unit.place, run.group().strip(), False)
    return None


def _beside(text: str, own: re.Pattern[str]) -> bool:
    """Whether Chinese stands beside its translation: every run of it is set apart by a mark."""
    runs = [run.span() for run in _HAN_RUN.finditer(text)]
    return own.search(text) is not None and all(is_bordered(text, *run) for run in runs)


def is_bordered(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" *_"), text[end:].lstrip(" *_")
    return any(char and char in _BESIDE for char in (before[-1:], after[:1]))


def is_introduced(unit: Unit, running: Running) -> bool:
    """Whether the text before ends in a colon: what follows is a phrase to say or show."""
    if unit.first == 0 or unit.kind == "heading":
        return False
    before = running.page.prose[unit.first - 1].text.rstrip(" *_" + OPAQUE)
    return unit.kind == "paragraph" and before.endswith((":", "："))


def _odd_item(unit: Unit, running: Running, own: re.Pattern[str]) -> bool:
    """Whether most of what stands around a short item is in the page's own language."""
    near = running.page.prose[max(unit.first - 3, 0) : unit.last + 4]
    return sum(own.search(line.text) is not None for line in near) * 2 > len(near) and not _sign_list(
        unit, running, own
    )


def _sign_list(unit: Unit, running: Running, own: re.Pattern[str]) -> bool:
    """Whether the item beside it is as foreign: a list of signs."""
    prose, line = running.page.prose, running.page.prose[unit.first].line
    beside = [other for other in prose[max(unit.first - 1, 0) : unit.last + 2] if abs(other.line - line) == 1]
    return any(own.search(other.text) is None for other in beside)


def is_column(unit: Unit, letters: re.Pattern[str], own: re.Pattern[str]) -> bool:
    """Whether the cell belongs to a column of foreign words, beside one in the page's own language or of code."""
    if not any(own.search(set_apart(cell.text)) or OPAQUE in cell.text for cell in cells_beside(unit)):
        return False
    cells = cells_like(unit)
    foreign = [cell for cell in cells if letters.search(cell.text) and not own.search(set_apart(cell.text))]
    return 2 * len(foreign) > len(cells) > 1 or _CHINESE_HEAD.search(header_of(unit)) is not None


def script_in(running: Running, letters: re.Pattern[str], own: re.Pattern[str]) -> Iterator[Foreign]:
    """Texts in the source's `letters` on a page with letters of its `own`."""
    for unit, text in units_with(running, letters, letters):
        count = _size(text, letters)
        meant = (unit.kind == "cell" and is_column(unit, letters, own)) or is_introduced(unit, running)
        if count >= 8 and count > _size(text, own) and not meant:
            yield Foreign(unit.place, text.replace(OPAQUE, "").strip(), unit.kind != "cell")
