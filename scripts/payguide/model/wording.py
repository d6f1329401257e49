"""Texts reduced to their words: equal as long as readers read the same, however it is laid out and marked up.

Left out: white space and reflow, comments, link and picture targets, ids, classes and the order of attributes, how
lists, headings, emphasis, code and tables are spelled, full or half width, straight or curly quotes. Kept: words,
figures, punctuation, fact ids, kinds of admonition, list items and cells, code, titles and alternative texts.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

#: Every alternative begins with a plain character, so that the search passes over all other text at once, and ends
#: at the next of its kind, so that a text full of openings takes no longer than another.
_TOKEN = re.compile(
    r"""
      `(?<!``)(?P<tick>`*+)(?P<inline>.{1,2000}?)(?<!`)`(?P=tick)(?!`)
    | <!--(?P<comment>.*?)(?:-->|\Z)
    | \{\{(?:[^{}]|\{[^{}]*\})*\}(?P<call>\})
    | \{%[^{}]*%(?P<block>\})
    | </?[A-Za-z][\w-]*(?=[\s/>])[^<>]*(?P<tag>>)
    | \{:?[ \t]*(?:[\#.]|[\w-]+=)[^{}\n]*(?P<list>\})
    | \[\^[^\[\]\s]+(?P<note>\])
    | \](?:\([ \t\n]*(?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\\]|\\.)*\))*)
        (?:\s+(?:"(?P<title>[^"]*)"|'(?P<other>[^']*)'))?\s*\)|\[(?!\^)[^\[\]\n]*\])(?P<link>)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    """,
    re.VERBOSE | re.DOTALL,
)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^`\n]*\n.*?)(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S[^\n]*$", re.MULTILINE)
#: What begins a line, and lines that only rule off: table rules, headings' underlines, breaks between parts.
_BEGIN = re.compile(
    r"(?P<rule>[-=*_|:][-=*_|: \t]*$)|(?P<item>[-*+][ \t]+)|(?P<step>\d+[.)][ \t]+)|(?P<cell>\|)"
    r"|(?P<fold>!!!|\?\?\?\+?)"
)
_BEGINS = {"rule": "", "item": "\x02", "step": "\x03", "cell": "", "fold": "\x04"}
_BEGINNERS = frozenset("-=*_|:+!?0123456789")
_EMPHASIS = re.compile(r"(?<!_)_++(?!\w)|(?<!\w)_+")
#: Attributes that readers see or hear.
_WORDS = re.compile(r"""\b(?:alt|title|label|placeholder|summary|aria-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CALL_BLANKS = re.compile(r"\s+")
#: Spellings of one character, and characters that nobody sees.
_SPELLINGS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒–—―", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "。": ".",
    "￥": "¥",
}
_SPELLED = re.compile(f"[{re.escape(''.join(_SPELLINGS))}]")


def normal(text: str) -> str:
    """`text` (Markdown) reduced to what matters, without any white space."""
    kept: list[str] = []
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(lambda match: _keep(match[2], kept), text)
    if "]:" in text:
        text = _DEFINITION.sub("", text)
    text = _TOKEN.sub(lambda match: _token(match, kept), text)
    text = "".join([_line(line) for line in text.split("\n")]).replace("*", "")
    if "_" in text:
        text = _EMPHASIS.sub("", text)
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = _SPELLED.sub(lambda match: _SPELLINGS[match.group()], unicodedata.normalize("NFC", text))
    return "\x01".join(["".join(text.split()), *kept])


def _line(line: str) -> str:
    """A line without the marks that lists, tables, quotes and rules may be written with."""
    line = line.strip(" \t>")
    if not line or line[0] not in _BEGINNERS:
        return f"{line.removesuffix('|')} "
    line = _BEGIN.sub(lambda match: _BEGINS[str(match.lastgroup)], line, count=1) if _BEGIN.match(line) else line
    return f"{line.removesuffix('|')} "


def _keep(code: str, kept: list[str]) -> str:
    """A stand-in for code and calls, so that nothing in them is taken for markup."""
    kept.append(" ".join(code.split()))
    return "\x01"


def _token(match: re.Match[str], kept: list[str]) -> str:
    """What stays of a piece of markup."""
    kind = match.lastgroup
    if kind == "escaped":
        return match["escaped"]
    if kind in ("call", "block"):
        call = _CALL_BLANKS.sub("", match.group()).replace("'", '"')
        # A pictogram stands beside a word that says the same.
        return "" if call.startswith("{{icon(") else _keep(call, kept)
    if kind == "inline":
        return _keep(match["inline"], kept)
    if kind == "note":
        return "[^]"
    if kind == "link":
        return f"]{match['title'] or match['other'] or ''}"
    if kind in ("tag", "list") and "=" in match.group():
        return "".join(sorted(first or second for first, second in _WORDS.findall(match.group())))
    return ""
