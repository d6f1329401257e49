"""Punctuation in Latin letters: what is wrong, and what is right. The manual is that of `typography`."""

from __future__ import annotations

from payguide.checks.marks import DASH, DOUBLED, ELLIPSIS, QUOTES, SPACE, WIDTH, Style
from payguide.checks.wrongs import blank, dashed, dots, full_width, one, pair, pattern, quoted, twice
from payguide.model.messages import say
from payguide.model.pages import OPAQUE

_NARROW = dict(zip("，。；：？！、（）", ",.;:?!,()", strict=True))

LATIN = (
    Style(
        WIDTH,
        pattern("\u3000(?<=[A-Za-z0-9,.;:!?].)(?=[A-Za-z0-9])"),
        lambda mark: say("there is a full-width blank in text of Latin letters"),
        lambda words: say("a blank"),
        chinese=False,
        signs=("\u3000",),
    ),
    Style(
        WIDTH,
        pattern(rf"[，。；：？！、](?<=[A-Za-z0-9)*{OPAQUE}].)(?=[ \t]*(?:[A-Za-z]|$))"),
        full_width,
        lambda words: f"'{_NARROW[words]}'",
        chinese=False,
        signs=tuple("，。；：？！、"),
    ),
    Style(
        WIDTH,
        pattern(r"（[A-Za-z0-9 ,.'’/-]+）"),
        full_width,
        lambda words: f"({words[1:-1]})",
        chinese=False,
        signs=("（",),
    ),
    Style(
        DOUBLED,
        pattern(r"[,;.](?<=[a-z0-9].)(?:(?<=,)[,.;]|(?<=;)[;,]|(?<=\.)\.)(?=\s|$)"),
        twice,
        one,
        chinese=False,
    ),
    Style(
        QUOTES,
        pattern(r"「[A-Za-z ,.'-]+」|『[A-Za-z ,.'-]+』"),
        quoted,
        lambda words: f'"{words[1:-1]}"',
        False,
        signs=("「", "『"),
    ),
    Style(
        ELLIPSIS,
        pattern(r"[…。](?:(?<=[A-Za-z].)|(?<=[A-Za-z][ \t].))(?:(?<=…)…|(?<=。)。+)"),
        dots,
        lambda words: "…",
        chinese=False,
        signs=("……", "。"),
    ),
    Style(
        DASH,
        pattern(r"——(?:(?<=[A-Za-z]..)|(?<=[A-Za-z][ \t]..))[ \t]?(?=[A-Za-z])"),
        dashed,
        lambda words: "–",
        chinese=False,
        signs=("——",),
    ),
)
ENGLISH = (
    Style(
        QUOTES,
        pattern(r"[“\"](?<!\S.)(?:(?<=“)[^“”\"\n]*\"(?=[\s.,;:]|$)|(?<=\")[^“”\"\n]*”)"),
        pair,
        lambda words: f'"{words[1:-1]}"',
        chinese=False,
        signs=("“", "”"),
    ),
    Style(
        SPACE,
        pattern(r"[,!?.](?:(?<=[a-z][ \t].)|(?<=[a-z][ \t][ \t].))(?:(?<!\.)(?=\s|$)|(?<=\.)(?=\s+[A-Z]|$))"),
        blank,
        lambda words: one(words),
        chinese=False,
        signs=(" ,", " .", " !", " ?", "\t"),
    ),
)
