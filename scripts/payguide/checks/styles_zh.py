"""Punctuation in Chinese: what is wrong, and what is right. The manual is that of `typography`."""

from __future__ import annotations

import unicodedata

from payguide.checks.marks import DASH, DOUBLED, ELLIPSIS, QUOTES, SPACE, WIDTH, Style
from payguide.checks.wrongs import blank, dashed, dots, half_width, one, pair, pattern, quoted, twice, wide_letters
from payguide.model.pages import OPAQUE
from payguide.model.scripts import HAN

_H = f"[{HAN}]"
# Every pattern begins with the mark itself and looks back from there: text is mostly passed over at once.
#: The mark stands behind a Chinese character, emphasised or not.
_BEHIND = rf"(?:(?<={_H}.)|(?<={_H}\*\*.))"
_WIDE = dict(zip(",;:!?.", "，；：！？。", strict=True))

CHINESE = (
    Style(
        WIDTH,
        pattern("[Ａ-Ｚａ-ｚ]+"),
        wide_letters,
        lambda words: f"'{unicodedata.normalize('NFKC', words)}'",
        proper=pattern("[A-Za-z]+"),
    ),
    Style(
        WIDTH,
        pattern(rf"[,;:!?.]{_BEHIND}(?:(?<!\.)(?=\*{{0,2}}{_H}|[ \t]*$|(?<=[?!])[ \t{OPAQUE}]*$)|(?<=\.)(?={_H}|$))"),
        half_width,
        lambda words: f"'{_WIDE[words]}'",
        proper=pattern("[，；：！？。]"),
    ),
    Style(
        WIDTH,
        pattern(rf"\((?<={_H}.)[^()\n]*{_H}\)"),
        half_width,
        lambda words: f"（{words[1:-1]}）",
        proper=pattern("（"),
        signs=("(",),
    ),
    Style(
        DOUBLED,
        pattern("[，、；：。](?:(?<!。)[，、；：。]+|(?<=。)[，、；：]|(?<=。)(?<!。。)。(?!。))"),
        twice,
        one,
    ),
    Style(
        SPACE,
        pattern(rf"[，。、；：！？）](?:(?<={_H}[ \t].)|(?<={_H}[ \t][ \t].))"),
        blank,
        lambda words: one(words),
        signs=(" ", "\t"),
    ),
    Style(
        QUOTES,
        pattern(rf'"(?<![=A-Za-z0-9].)(?=[^"\n]*{_H})[^"\n]*"(?![A-Za-z0-9])'),
        quoted,
        lambda words: f"“{words[1:-1]}”",
        proper=pattern("[“「『]"),
        signs=('"',),
    ),
    Style(
        QUOTES,
        pattern("「[^「」\n]*」"),
        quoted,
        lambda words: f"“{words[1:-1]}”",
        proper=pattern("“[^“”\n]*”"),
        least=4,
        signs=("「",),
        either=True,
    ),
    Style(
        QUOTES,
        pattern(rf"“[^“”\n]*“(?=[^“”\n]*(?:$|“))|”[^“”\n{OPAQUE}]*{_H}[^“”\n]*“(?=[^“”\n]*$)"),
        pair,
        lambda words: "“…”",
    ),
    Style(
        ELLIPSIS,
        pattern(rf"[.。](?:(?<={_H}\.)\.{{2,}}|(?<=。)。{{2,}})"),
        dots,
        lambda words: "……",
        proper=pattern("……"),
        signs=("...", "。。"),
    ),
    Style(
        ELLIPSIS,
        pattern(rf"…(?<={_H}.)(?!…)"),
        dots,
        lambda words: "……",
        proper=pattern("……"),
        least=1,
        signs=("…",),
    ),
    Style(
        DASH,
        pattern(rf"--(?:(?<={_H}--)|(?<={_H}[ \t]--))-?[ \t]?(?={_H})"),
        dashed,
        lambda words: "——",
        signs=("--",),
    ),
)
