"""Characters that nobody sees, and those that stand for lost text. The manual is that of `typography`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import Message, say
from payguide.model.pages import Page
from payguide.model.scripts import is_dense, is_rtl, language

INVISIBLE = Rule(
    "character-invisible", "a character that nobody sees, or one that stands for lost text", Severity.WARNING
)

_SUSPECT = re.compile(
    "[\u00ad\ufffd\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
)
#: Text in UTF-8 that was read as Windows-1252, and Chinese that was read as GBK.
_GARBLED = re.compile(
    "â€[\u0080-\u00bf™œ\u009d“”˜¦¢]|â„¢|Ã[\u0080-\u00bf](?![A-Za-zÀ-ÿ]*[ÃÕ])|ï¼[\u0080-\u00bfŒš›]|ï¿½|锟斤拷|烫烫烫"
    "|Â[\u00a0\u00a3-\u00bb](?=[A-Za-z0-9\\s])"
)
#: Languages written without blanks between words, which may need a place to break a line.
_UNSPACED = frozenset(("th", "km", "lo", "my", "bo", "ja"))
#: Writing in which joiners are letters' own business: Arabic, Syriac, India's and South-East Asia's.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff]")
_PICTURE = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_MARKS = "\u200e\u200f\u2066\u2067\u2068\u2069\u061c"


def invisible(page: Page, code: str) -> Iterator[Finding]:
    """Every line of `page` as it is written, code and targets too: there such a character does most harm."""
    text = "\n".join(page.scan.lines)
    line, counted, last = 1, 0, -1
    for match in _SUSPECT.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if line != last and not _is_meant(text, match.start(), code):
            last = line
            yield _finding(page, text, match.start(), line)


def garbled(page: Page) -> Iterator[Finding]:
    """Lines of text with letters that another encoding made."""
    for line in page.prose:
        match = _GARBLED.search(line.text) if not line.text.isascii() else None
        if match is not None:
            place = Location(page.path, line.line, line.column + match.start())
            message = say("'{text}': text was read in the wrong encoding here", text=match.group())
            yield INVISIBLE.at(place, message, say("write the lost character; save the file as UTF-8"))


def _is_meant(text: str, offset: int, code: str) -> bool:
    char, before, after = text[offset], text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
    if before in ("`", "'", '"', "“") and after in ("`", "'", '"', "”"):
        return True  # a page that speaks of the character itself
    if char == "\u00ad":
        return not (is_dense(code) and before > "\u2e80" < after)  # in Latin words, a place where they may be parted
    if char in "\u200c\u200d":
        around = before + after
        return bool(_JOINED.search(around) or _PICTURE.search(around))
    if char == "\u200b":
        return language(code) in _UNSPACED
    return char in _MARKS and (is_rtl(code) or bool(_JOINED.search(text[max(offset - 40, 0) : offset + 40])))


def _finding(page: Page, text: str, offset: int, line: int) -> Finding:
    place = Location(page.path, line, offset - text.rfind("\n", 0, offset))
    char = text[offset]
    if char == "\ufffd":
        message = say("text was lost here: a character could not be read")
        return INVISIBLE.at(place, message, say("write the lost character; save the file as UTF-8"))
    message = say(
        "there is a character that nobody sees here: {name} (U+{number})", name=_name(char), number=f"{ord(char):04X}"
    )
    return INVISIBLE.at(place, message, say("delete it: it breaks search, addresses and copied text"))


def _name(char: str) -> Message:
    if char == "\u00ad":
        return say("a soft hyphen")
    if char in "\u200b\u2060\ufeff":
        return say("a blank of no width")
    if char in "\u200c\u200d":
        return say("a joiner of no width")
    if unicodedata.category(char) == "Cf":
        return say("a mark for the direction of writing")
    return say("a control character")
