"""No line with a single Chinese character at the end of a paragraph.

Chinese may be broken between any two characters, so that a paragraph can end with one of them and a full stop alone in
a line. The last two are kept together instead; the line before them stays a little shorter.
"""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff"
#: Two characters at the end of a block, with the punctuation that closes it; a Chinese text goes before.
_END = re.compile(
    rf"(?<=[{_HAN}，、；：])[{_HAN}]{{2}}[。！？：；，、）”…]*(?=(?:</(?:a|b|span|strong)>|\s)*</(?:p|li|t[dh])>)"
)
_MARKED = re.compile('<span class="end">([^<]*)</span>')


def keep_ends(html: str) -> str:
    """`html` with the last characters of every block of Chinese marked `end`, which the style sheets do not break."""
    return _END.sub(r'<span class="end">\g<0></span>', html)


def plain(html: str) -> str:
    """`html` without these marks: they say nothing to a reader."""
    return _MARKED.sub(r"\1", html)
