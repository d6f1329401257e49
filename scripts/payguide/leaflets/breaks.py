"""Where lines of Chinese may not break on paper. A browser does these things by its style sheet; the engine cannot.

Chinese may be broken between any two characters, so that a paragraph can end with one of them and a full stop alone in
a line: the last two are kept together. A figure keeps its unit, without the space that stands between them on the web,
as no other figure on paper has one.
"""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff"
#: Two characters at the end of a block, with the punctuation that closes it; a Chinese text goes before.
_END = re.compile(
    rf"(?<=[{_HAN}，、；：])[{_HAN}]{{2}}[。！？：；，、）”…]*(?=(?:</(?:a|b|span|strong)>|\s)*</(?:p|li|t[dh])>)"
)
_FIGURE = re.compile(rf"(\d[\d.,]*)(?:\u00a0|&nbsp;)([{_HAN}]{{1,2}})")
_MARKED = re.compile('<span class="whole">([^<]*)</span>')


def keep_whole(html: str) -> str:
    """`html` with what belongs together marked `whole`, which the style sheets do not break."""
    figures = _FIGURE.sub(r'<span class="whole">\1\2</span>', html)
    return _END.sub(r'<span class="whole">\g<0></span>', figures)


def plain(html: str) -> str:
    """`html` without these marks: they say nothing to a reader."""
    return _MARKED.sub(r"\1", html)
