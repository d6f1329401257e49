"""Punctuation by language: what is wrong, and what is right. The manual is that of `typography`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from payguide.checks.marks import DASH, DOUBLED, ELLIPSIS, QUOTES, SPACE, WIDTH, Style
from payguide.model.messages import Message, say
from payguide.model.pages import OPAQUE
from payguide.model.scripts import HAN, language, script

_H = f"[{HAN}]"
# Every pattern begins with the mark itself and looks back from there: text is mostly passed over at once.
#: The mark stands behind a Chinese character, emphasised or not.
_BEHIND = rf"(?:(?<={_H}.)|(?<={_H}\*\*.))"
_WIDE = dict(zip(",;:!?.", "，；：！？。", strict=True))
_NARROW = dict(zip("，。；：？！、（）", ",.;:?!,()", strict=True))


def _half_width(mark: str) -> Message:
    return say("'{mark}' is half-width between Chinese characters", mark=mark)


def _full_width(mark: str) -> Message:
    return say("'{mark}' is full-width in text of Latin letters", mark=mark)


def _twice(mark: str) -> Message:
    return say("'{mark}': one mark belongs here", mark=mark)


def _blank(mark: str) -> Message:
    return say("there is a blank before '{mark}': the mark may begin the next line", mark=mark)


def _quoted(mark: str) -> Message:
    return say("{mark}: these are not the quotation marks of this language", mark=mark)


def _pair(mark: str) -> Message:
    return say("{mark}: these quotation marks are no pair", mark=mark)


def _dots(mark: str) -> Message:
    return say("'{mark}': these are not the dots of this language", mark=mark)


def _dashed(mark: str) -> Message:
    return say("'{mark}' is not the dash of this language", mark=mark)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.MULTILINE)


def _one(words: str) -> str:
    return f"'{words.lstrip()[-1:]}'"


_CHINESE = (
    Style(
        WIDTH,
        _pattern(rf"[,;:!?.]{_BEHIND}(?:(?<!\.)(?=\*{{0,2}}{_H}|[ \t]*$)|(?<=\.)(?={_H}|$))"),
        _half_width,
        lambda words: f"'{_WIDE[words]}'",
        proper=_pattern("[，；：！？。]"),
    ),
    Style(
        WIDTH,
        _pattern(rf"\((?<={_H}.)[^()\n]*{_H}\)"),
        _half_width,
        lambda words: f"（{words[1:-1]}）",
        proper=_pattern("（"),
        signs=("(",),
    ),
    Style(
        DOUBLED,
        _pattern("[，、；：。](?:(?<!。)[，、；：。]+|(?<=。)[，、；：]|(?<=。)(?<!。。)。(?!。))"),
        _twice,
        _one,
    ),
    Style(
        SPACE,
        _pattern(rf"[，。、；：！？）](?:(?<={_H}[ \t].)|(?<={_H}[ \t][ \t].))"),
        _blank,
        lambda words: _one(words),
        signs=(" ", "\t"),
    ),
    Style(
        QUOTES,
        _pattern(rf'"(?<![=A-Za-z0-9].)(?=[^"\n]*{_H})[^"\n]*"(?![A-Za-z0-9])'),
        _quoted,
        lambda words: f"“{words[1:-1]}”",
        proper=_pattern("[“「『]"),
        signs=('"',),
    ),
    Style(
        QUOTES,
        _pattern(rf"“[^“”\n]*“(?=[^“”\n]*(?:$|“))|”[^“”\n{OPAQUE}]*{_H}[^“”\n]*“(?=[^“”\n]*$)"),
        _pair,
        lambda words: "“…”",
    ),
    Style(
        ELLIPSIS,
        _pattern(rf"[.。](?:(?<={_H}\.)\.{{2,}}|(?<=。)。{{2,}})"),
        _dots,
        lambda words: "……",
        proper=_pattern("……"),
        signs=("...", "。。"),
    ),
    Style(
        ELLIPSIS,
        _pattern(rf"…(?<={_H}.)(?!…)"),
        _dots,
        lambda words: "……",
        proper=_pattern("……"),
        least=1,
        signs=("…",),
    ),
    Style(
        DASH,
        _pattern(rf"--(?:(?<={_H}--)|(?<={_H}[ \t]--))-?[ \t]?(?={_H})"),
        _dashed,
        lambda words: "——",
        signs=("--",),
    ),
)
_LATIN = (
    Style(
        WIDTH,
        _pattern(rf"[，。；：？！、](?<=[A-Za-z0-9)*{OPAQUE}].)(?=[ \t]*(?:[A-Za-z]|$))"),
        _full_width,
        lambda words: f"'{_NARROW[words]}'",
        chinese=False,
        signs=tuple("，。；：？！、"),
    ),
    Style(
        WIDTH,
        _pattern(r"（[A-Za-z0-9 ,.'’/-]+）"),
        _full_width,
        lambda words: f"({words[1:-1]})",
        chinese=False,
        signs=("（",),
    ),
    Style(
        DOUBLED,
        _pattern(r"[,;.](?<=[a-z0-9].)(?:(?<=,)[,.;]|(?<=;)[;,]|(?<=\.)\.)(?=\s|$)"),
        _twice,
        _one,
        chinese=False,
    ),
    Style(
        QUOTES,
        _pattern(r"「[A-Za-z ,.'-]+」|『[A-Za-z ,.'-]+』"),
        _quoted,
        lambda words: f'"{words[1:-1]}"',
        False,
        signs=("「", "『"),
    ),
    Style(
        ELLIPSIS,
        _pattern(r"[…。](?:(?<=[A-Za-z].)|(?<=[A-Za-z][ \t].))(?:(?<=…)…|(?<=。)。+)"),
        _dots,
        lambda words: "…",
        chinese=False,
        signs=("……", "。"),
    ),
    Style(
        DASH,
        _pattern(r"——(?:(?<=[A-Za-z]..)|(?<=[A-Za-z][ \t]..))[ \t]?(?=[A-Za-z])"),
        _dashed,
        lambda words: "–",
        chinese=False,
        signs=("——",),
    ),
)
_ENGLISH = (
    Style(
        QUOTES,
        _pattern(r"[“\"](?<!\S.)(?:(?<=“)[^“”\"\n]*\"(?=[\s.,;:]|$)|(?<=\")[^“”\"\n]*”)"),
        _pair,
        lambda words: f'"{words[1:-1]}"',
        chinese=False,
        signs=("“", "”"),
    ),
    Style(
        SPACE,
        _pattern(r"[,!?.](?:(?<=[a-z][ \t].)|(?<=[a-z][ \t][ \t].))(?:(?<!\.)(?=\s|$)|(?<=\.)(?=\s+[A-Z]|$))"),
        _blank,
        lambda words: _one(words),
        chinese=False,
        signs=(" ,", " .", " !", " ?", "\t"),
    ),
)


def styles(code: str, texts: Sequence[str]) -> list[Style]:
    """What is wrong in the locale `code`, without what the project that `texts` are from does throughout."""
    if language(code) == "zh":
        every: tuple[Style, ...] = _CHINESE
    elif script(code) != "Latin":
        every = ()
    else:
        every = _LATIN + (_ENGLISH if language(code) == "en" else ())
    return [style for style in every if not style.is_habit(texts)]
