"""Telephone numbers, mail addresses and web addresses as they stand in links, and whether two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from payguide.model.hosts import bare, host_of
from payguide.model.messages import Message, say

_DIALLED = re.compile(r"(?P<number>\+?[0-9*#().\-]+)(?:[;,].*)?")
_MAIL = re.compile(r"[^\s@<>()\[\],;:\\\"。，；：＠]+@(?P<domain>[^\s@<>()\[\],;:\\\"/_。，；：＠]+)")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?")
#: What looks like a telephone number in a text: three digits or more, with what people put between them.
_NUMBER = re.compile(r"(?<![\w.])[+(]?\d(?:[\s().\-\u2010-\u2013\u00b7]*\d){2,}(?![\w%])")
_VANITY = re.compile(r"\d[- ][A-Za-z]{3,}")
_WEB = re.compile(r"https?://[^\s<>\"'，。；、）】》]+|www\.[^\s<>\"'，。；、）】》]+", re.IGNORECASE)
#: A host name alone is an address only under endings that no file and no program is named by.
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|cn|hk|mo|tw|jp|kr|sg|uk|de|fr|eu|info|bank)"
    r"(?:/[^\s<>\"'，。；、）】》]*)?",
    re.IGNORECASE,
)


def tel_problem(target: str) -> Message | None:
    """What is wrong with `target`, a `tel:` address, for the telephone that is to dial it; None when nothing is."""
    number = unquote(target[4:].split("?")[0])
    if not number.strip():
        return say("it holds no number")
    if number.startswith("//"):
        return say("a number is not a host: there are no slashes in it")
    found = _DIALLED.fullmatch(number)
    if found is None:
        wrong = next((char for char in number if not re.match(r"[+0-9*#().\-;,]", char)), "+")
        return say("a telephone cannot dial '{character}'", character=wrong)
    digits = re.sub(r"\D", "", found["number"])
    if not 2 <= len(digits) <= 15 and not re.search(r"[*#]", number):
        return say("a number has 2 to 15 digits, this one {count}", count=len(digits))
    return None


def mail_problem(target: str) -> Message | None:
    """What is wrong with `target`, a `mailto:` address; None when nothing is. No address at all, with a subject or a
    text, opens an empty letter to share something: that is meant so.
    """
    to, _, rest = target[7:].partition("?")
    if to.startswith("//"):
        return say("an address is not a host: there are no slashes in front of it")
    if not to.strip():
        return None if "=" in rest else say("it holds no address")
    for mail in re.split(r"(?<=\S),", unquote(to)):
        found = _MAIL.fullmatch(mail)
        if found is None or not (_DOMAIN.fullmatch(found["domain"]) or found["domain"] == "localhost"):
            return say("'{address}' is no mail address", address=mail.strip())
    return None


def mails_in(text: str) -> list[str]:
    """The mail addresses that `text` shows, in lower case."""
    return [found.group().rstrip(".").casefold() for found in _MAIL.finditer(text)] if "@" in text else []


def shows_other_mail(text: str, target: str) -> bool:
    """Whether `text` shows a mail address and the `mailto:` address `target` goes to none that it shows."""
    shown, to = mails_in(text), target[7:].partition("?")[0]
    return bool(shown and to) and not any(mail in unquote(to).casefold() for mail in shown)


def shows_other_number(text: str, target: str) -> str:
    """The number that `text` shows when the `tel:` address `target` dials another one; else empty.

    Country code, area code and the nought before it may be on one side only.
    """
    text = unicodedata.normalize("NFKC", text)
    shown = next((found.group() for found in _NUMBER.finditer(text) if _is_number(found.group())), "")
    if not shown or _VANITY.search(text):
        return ""
    plain = re.sub(r"[^+\d]", "", re.split(r"[;,]", unquote(target[4:]))[0])
    dialled = plain.lstrip("+")
    if any(_same_number(number, dialled, plain.startswith(("+", "0"))) for number in _runs(text)):
        return ""
    return shown.strip()


def _is_number(text: str) -> bool:
    """Whether digits with something between them are more than hours, a date or an amount."""
    digits = len(re.sub(r"\D", "", text))
    return digits >= (8 if "." in text else 3 if digits == len(text.strip()) else 5)


def _runs(text: str) -> Iterator[str]:
    """Every way to read neighbouring groups of digits in `text` as one number."""
    groups = re.findall(r"\d+", text)[:16]
    for first in range(len(groups)):
        for after in range(first + 1, min(first + 7, len(groups)) + 1):
            yield "".join(groups[first:after])


def _same_number(shown: str, dialled: str, is_long: bool) -> bool:
    one, other = shown.lstrip("0"), dialled.lstrip("0")
    if len(one) < 2 or not other:
        return shown == dialled
    shorter, longer = sorted((one, other), key=len)
    more = len(longer) - len(shorter)
    # A short number is the end of many long ones: only a code in front of it may be missing.
    return longer.endswith(shorter) and more <= (6 if len(shorter) >= 7 or is_long else 0)


def web_address(text: str) -> str:
    """The web address that `text` is, with nothing else beside it; empty when it is none."""
    text = text.strip().strip("`*<>").strip()
    return text if _WEB.fullmatch(text) or _HOST.fullmatch(text) else ""


def shows_other_address(text: str, target: str) -> bool:
    """Whether `text` is a web address and `target`, one too, leads somewhere else.

    The shown one may be shorter (no scheme, no `www.`, cut off, a parent) and in another language's edition.
    """
    shown = web_address(text)
    if not shown:
        return False
    shown = shown if "://" in shown else f"https://{shown}"
    if not _same_host(host_of(shown), host_of(target)):
        inside = unquote(target.split("://", 1)[-1])  # an archive or a redirect names the whole address in its own
        return not re.search(rf"[/=](?:https?:/+)?(?:www\.)?{re.escape(bare(host_of(shown)))}(?:[/:?#&]|$)", inside)
    return not _is_part(_segments(shown), _segments(target))


def _same_host(shown: str, real: str) -> bool:
    one, other = bare(shown), bare(real)
    if one == other or other.endswith(f".{one}"):
        return True
    (first, _, rest), (also, _, end) = one.partition("."), other.partition(".")
    return rest == end and 2 <= len(first) <= 3 and 2 <= len(also) <= 3 and "." in rest  # en.… and zh.…


def _segments(url: str) -> list[str]:
    path = unquote(urlsplit(url).path).casefold().rstrip("…").removesuffix("...")
    return [part.removesuffix(".html") for part in path.split("/") if part and part not in ("index.html", "index.htm")]


def _is_part(shown: list[str], real: list[str]) -> bool:
    """Whether the steps of one path are among those of another, in order; the last may be cut off."""
    rest = iter(real)
    return all(any(step.startswith(part) if part == shown[-1] else step == part for step in rest) for part in shown)
