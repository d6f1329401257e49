"""Spellings that most languages share: digits, ISO dates, clocks, telephone numbers, signs and codes of currencies."""

from __future__ import annotations

import re
from decimal import Decimal

from payguide.model.patterns import later

#: Signs and codes before or after an amount. `¥` is taken for the yuan, `$` for the US dollar.
CURRENCIES = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "$": "USD", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD", "TWD": "TWD",
    "MOP$": "MOP", "MOP": "MOP", "S$": "SGD", "SGD": "SGD", "A$": "AUD", "AUD": "AUD", "C$": "CAD", "CAD": "CAD",
    "¥": "CNY", "CN¥": "CNY", "RMB¥": "CNY", "CNY": "CNY", "RMB": "CNY", "Rmb": "CNY",
    "rmb": "CNY", "JP¥": "JPY", "JPY": "JPY", "€": "EUR",
    "EUR": "EUR", "£": "GBP", "GBP": "GBP", "₩": "KRW", "KRW": "KRW", "฿": "THB", "THB": "THB", "₽": "RUB",
    "RUB": "RUB",
    "CHF": "CHF", "₹": "INR", "INR": "INR", "MYR": "MYR", "VND": "VND", "₫": "VND", "AED": "AED", "NZD": "NZD",
}  # fmt: skip
SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=lambda sign: -len(sign)))
#: The last letters of all signs and codes: a quick look before the search.
SIGN_ENDS = frozenset(sign[-1] for sign in CURRENCIES)
SIGN_BEFORE = re.compile(rf"(?<![A-Za-z])({SIGN}) ?\Z")
SIGN_AFTER = re.compile(rf" ?({SIGN})(?![A-Za-z0-9])")

#: Units written as symbols, the same in every language.
SYMBOLS = {
    "mm": "mm", "cm": "cm", "m": "m", "km": "km", "mg": "mg", "g": "g", "kg": "kg", "ml": "ml", "mL": "ml", "l": "l",
    "L": "l", "°C": "°C", "℃": "°C", "°F": "°F", "℉": "°F", "°": "°", "px": "px", "pt": "pt", "dpi": "dpi", "kB": "kB",
    "KB": "kB", "MB": "MB", "GB": "GB", "TB": "TB", "Mbps": "Mbps", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz",
    "GHz": "GHz",
    "㎜": "mm", "㎝": "cm", "㎞": "km", "㎎": "mg", "㎏": "kg", "㎡": "m²", "m2": "m²", "m3": "m³", "cm²": "cm²",
    "W": "W", "kW": "kW", "kWh": "kWh", "V": "V", "mAh": "mAh", "m²": "m²", "km²": "km²", "m³": "m³", "km/h": "km/h",
}  # fmt: skip
TIMES = {"sec": "second", "min": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "ms": "millisecond"}

#: What no number may follow directly: letters, other digits, dots, slashes and hyphens of names.
_CODES = "|".join(sign for sign in CURRENCIES if len(sign) == 3 and sign.isalpha())
NO_NAME = rf"(?:(?<![A-Za-z0-9_.#@^\\])(?<![A-Za-z_][/-])(?<![0-9]/)|(?<={_CODES}))"
ISO = (
    r"(?P<iso>(?:1[89]|20)[0-9]{2}(?P<between>[-/.])(?:1[0-2]|0?[1-9])(?P=between)(?:3[01]|[12][0-9]|0?[1-9])"
    r"(?![0-9A-Za-z]|[-/.][0-9]))"
)
#: The day and the month in either order.
DAY_MONTH = (
    r"(?P<daymonth>(?:3[01]|[12][0-9]|0?[1-9])(?P<dot>[/.])(?:3[01]|[12][0-9]|0?[1-9])(?P=dot)(?:1[89]|20)[0-9]{2}"
    r"(?![0-9A-Za-z]|[-/.][0-9]))"
)
YEAR_MONTH = r"(?P<yearmonth>(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?![0-9A-Za-z]|[-/.][0-9]))"
VERSION = r"(?P<version>[0-9]++(?:\.[0-9]++){2,}+[A-Za-z0-9.-]*)"
PHONE = (
    r"(?P<phone>(?:\+|00(?=86))[0-9]{1,3}\)?[ -]?(?:\(0?[0-9]{0,4}\)[ -]?)?[0-9](?:[ -]?[0-9]){5,12}+"
    r"|(?:86[ -])?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
    r"|(?:86[ -])?0[0-9]{2,3}(?:\)[ -]?|[ -]?)[0-9]{3,4}[ -]?[0-9]{4}"
    r"|[48]00(?:[ -]?[0-9]{3}[ -]?[0-9]{4}|[ -]?[0-9]{4}[ -]?[0-9]{3}))(?![0-9A-Za-z]|[,.-][0-9])"
)
CLOCK = r"(?P<clock>(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?(?![0-9]|:[0-9]))"
FRACTION = r"(?P<fraction>[0-9]{1,3}/[0-9]{1,3}(?![0-9/A-Za-z]))"
NUMBER = r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+(?!\.[0-9]))"
#: A number that what follows shows to be nothing else; the commonest tokens are tried first.
SIMPLE = rf"(?:{NO_NAME}(?P<simple>[0-9]{{1,6}}(?=[%\n]| [a-z][a-z]{{3}})))"
SIMPLE_ZH = rf"(?:{NO_NAME}(?P<simple>[0-9]{{1,6}}(?=[%元个万亿美块张家种\n])))"
VULGAR = r"(?P<vulgar>[0-9]{0,3}[½⅓⅔¼¾])"
DIGITS = rf"(?:{NO_NAME}(?:{ISO}|{DAY_MONTH}|{YEAR_MONTH}|{VERSION}|{PHONE}|{CLOCK}|{FRACTION}|{VULGAR}|{NUMBER}))"

LETTERS = re.compile(r"[A-Za-z°℃℉²³㎜㎝㎞㎎㎏㎡]+(?:(?<=m)[23](?![0-9A-Za-z])|/h\b)?")
SHORT = re.compile(r"[0-9]{3,6}")
RANGE = re.compile(r" ?(?:[-–—~]|——) ?")
_ADDRESS = later(r"https?://[^\s\u3000-\uffef]+")
_SITE = later(r"www\.[^\s\u3000-\uffef]+")
#: TeX between dollar signs, told from two amounts by what touches the signs.
_TEX = later(r"\$\$[^\n$]*\$\$|(?<![A-Za-z$])\$(?=[^\s$])[^$\n]{0,300}?[^\s$\\](?<![A-Z][A-Z])\$(?![0-9$])")
#: Full-width digits, and those of scripts that have their own: Arabic, Persian, Devanagari, Bengali, Thai.
_ZEROS = "０٠۰०০๐"
_WIDE = {ord(zero) + digit: ord("0") + digit for zero in _ZEROS for digit in range(10)}
_WIDE_DIGIT = re.compile(f"[{''.join(chr(code) for code in _WIDE)}]")
#: Thousands in groups, told from figures in a row by their length.
_WIDE_COMMA = later("(?<![0-9.-])[1-9][0-9]{0,2}(?:，[0-9]{3}){1,5}(?![0-9-])")
_THIN = later("(?<![0-9,.+\u00a0-])[1-9][0-9]{0,2}(?:[\u00a0\u202f\u2009][0-9]{3}){1,5}(?![0-9]|[ \u00a0\u202f-][0-9])")
_NOUGHTS = later("(?<![0-9,.+-])[1-9][0-9]{0,2}(?: [0-9]{3}){0,4}? 000(?: [0-9]{3}){0,4}(?![0-9]|[ -][0-9])")
_BLANK = re.compile("[ \u00a0\u202f\u2009]")
_SAME_WIDTH = (("：", ":"), ("％", "%"), ("￥", "¥"), ("＄", "$"), ("．", "."), ("～", "~"), ("－", "-"),
               ("（", "("), ("）", ")"), ("٪", "%"), ("٫", "."), ("٬", ","),
               ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("−", "-"), ("＋", "+"), ("＝", "="))  # fmt: skip


def even(text: str) -> str:
    """`text` with digits and signs of other widths and scripts made plain, addresses blanked; every offset stays."""
    if not text.isascii():
        if _WIDE_DIGIT.search(text):
            text = text.translate(_WIDE)
        if "，" in text:
            text = _WIDE_COMMA.sub(lambda match: match.group().replace("，", ","), text)
        if "\u202f" in text or "\u2009" in text or "\u00a0" in text:
            text = _THIN.sub(lambda match: _BLANK.sub(",", match.group()), text)
        for wide, plain in _SAME_WIDTH:
            if wide in text:
                text = text.replace(wide, plain)
    if " 000" in text:
        text = _NOUGHTS.sub(lambda match: match.group().replace(" ", ","), text)
    if "://" in text:
        text = _ADDRESS.sub(_blanks, text)
    if "www." in text:
        text = _SITE.sub(_blanks, text)
    if text.count("$") > 1:
        text = _TEX.sub(_blanks, text)
    return text


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def decimal(digits: str) -> Decimal:
    """The number that `digits`, with or without commas between thousands, stand for."""
    return Decimal(digits.replace(",", "") if "," in digits else digits)


def dialled(digits: str) -> str:
    """A telephone number as its significant digits: without the country's own code, zero and punctuation."""
    bare = "".join(char for char in digits.replace("(0)", "") if char.isdigit())
    if bare.startswith("0086"):
        return bare[4:].removeprefix("0")
    home = digits.startswith("+86") or (digits.startswith("86") and len(bare) > 11)
    return bare if digits.startswith("+") and not home else (bare[2:] if home else bare).removeprefix("0")


def day(year: str | int, month: str | int = 0, date: str | int = 0) -> str:
    """ISO text of a date whose parts may be unknown (0): "2026-02", "--02-01"."""
    start = f"{int(year):04d}" if int(year) else "-"
    return start + "".join(f"-{int(part):02d}" for part in (month, date) if int(part))


def hours(hour: int, minute: int, half: str) -> tuple[str, str]:
    """Clock time as text and unit: `half` is "am", "pm" or "" when the text does not say; see `Value`."""
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"{hour % 24:02d}:{minute:02d}", "" if half or not hour else "12h" if hour <= 12 else "24h"
