"""English dates and clocks: 1 February 2026, Feb. 1, 2026, 9:30 am, 9 o'clock, half past nine, noon."""

from __future__ import annotations

import re
from re import Match

from payguide.values.parsing import common, plain
from payguide.values.parsing.base import Form, Value
from payguide.values.parsing.units_en import CARDINALS, MONTHS

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[:.][0-9])"
_YEAR = r"(?:,? (?:1[89]|20)[0-9]{2}(?![0-9]|[,-][0-9]))?"
_HOUR = r"(?:1[0-2]|0?[1-9])"
_SPELT_HOUR = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
#: How months begin: tokens begin with one of these letters.
INITIALS = "JFMASOND"
#: Tokens of dates and clocks, in the order in which they are tried: those that begin with a digit, and all others.
DIGIT_TOKENS = (
    rf"(?P<dayfirst>{common.NO_NAME}{_DAY} (?:of )?{_MONTH}{_YEAR})",
    rf"(?P<half>{common.NO_NAME}{_HOUR}(?:[:.][0-5][0-9])? ?(?:[ap]\.m\.|[APap][Mm](?![a-z])))",
    rf"(?P<oclock>{common.NO_NAME}{_HOUR} o['’]clock)",
)
WORD_TOKENS = (
    rf"(?P<monthfirst>{_MONTH}(?: {_DAY}{_YEAR}|,? (?:1[89]|20)[0-9]{{2}}(?![0-9])|))",
    rf"(?P<spelt>{_SPELT_HOUR} o['’]clock)",
    rf"(?P<past>(?:[Hh]alf|(?:a )?[Qq]uarter) (?:past|to) (?:{_SPELT_HOUR}|{_HOUR})(?![a-z0-9]))",
    r"(?P<named>[Nn]oon|[Mm]idnight|[Mm]idday)(?![A-Za-z])",
)
#: Days of the week; short names of those that are words too only before a full stop or the end of a range.
WEEKDAYS = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?![a-z])|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri)(?![A-Za-z])"
    r"|(?:Sat|Sun)(?=\.|[-–—])|(?<=[a-z][-–—])(?:Sat|Sun)(?![A-Za-z]))"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPLIT = re.compile(r"[0-9]+|[A-Z][a-z]+")


class Calendar(plain.Plain):
    """Reads dates and clocks."""

    digits_only = False

    def _weekday(self, text: str, match: Match[str]) -> Value | None:
        day = str(_DAYS.index(match["weekday"][:3]) + 1)
        return Value("weekday", None, "", match.start(), match.end(), None, day, "words")

    def _dayfirst(self, text: str, match: Match[str]) -> Value | None:
        parts = _SPLIT.findall(match[match.lastgroup or 0])
        month = MONTHS[next(part for part in parts if part.isalpha()).lower()]
        numbers = [part for part in parts if part.isdigit()]
        year = next((part for part in numbers if len(part) == 4), "0")
        date = next((part for part in numbers if len(part) < 3), "0")
        form: Form = "digits" if numbers else "loose"
        return Value("date", None, "", match.start(), match.end(), None, common.day(year, month, date), form)

    _monthfirst = _dayfirst

    def _half(self, text: str, match: Match[str]) -> Value | None:
        written = match["half"].lower()
        numbers = [int(part) for part in re.findall("[0-9]+", written)]
        clock, unit = common.hours(numbers[0], numbers[1] if len(numbers) > 1 else 0, "pm" if "p" in written else "am")
        return Value("clock", None, unit, match.start(), match.end(), None, clock)

    def _oclock(self, text: str, match: Match[str]) -> Value | None:
        word = match.group().split()[0].lower()
        clock, unit = common.hours(
            int(word) if word.isdigit() else CARDINALS[word], 0, self._day_half(text, match.end())
        )
        return Value("clock", None, unit, match.start(), match.end(), None, clock)

    _spelt = _oclock

    def _past(self, text: str, match: Match[str]) -> Value | None:
        first, side, word = match["past"].lower().removeprefix("a ").split()
        hour = int(word) if word.isdigit() else CARDINALS[word]
        minute = 30 if first == "half" else 15
        if side == "to":
            hour, minute = (hour - 1) or 12, 60 - minute
        clock, unit = common.hours(hour, minute, self._day_half(text, match.end()))
        return Value("clock", None, unit, match.start(), match.end(), None, clock, "words")

    def _named(self, text: str, match: Match[str]) -> Value | None:
        clock = "00:00" if match["named"].lower() == "midnight" else "12:00"
        return Value("clock", None, "", match.start(), match.end(), None, clock, "loose")

    def _day_half(self, text: str, end: int) -> str:
        """The half of the day that the words behind a clock time name."""
        after = text[end : end + 17]
        if after.startswith((" in the morning", " am", " a.m.")):
            return "am"
        return "pm" if after.startswith((" in the afternoon", " in the evening", " at night", " pm", " p.m.")) else ""


def day_of(first: Value, second: Value) -> list[Value] | None:
    """`1–5 February 2026` and `1 February to 5` as two dates; None when one of both is no date or no day."""
    if (
        first.kind == "number"
        and second.kind == "date"
        and second.text.count("-") - second.text.count("--") > 1 - (second.text[0] == "-")
    ):
        start, _, last = second.text.rpartition("-")
        if first.amount is not None and 0 < first.amount < int(last):
            date = Value("date", None, "", first.start, first.end, None, f"{start}-{int(first.amount):02d}")
            return [date, second]
    if first.kind == "date" and second.kind == "number" and len(first.text) in (7, 10) and second.amount is not None:
        start, _, last = first.text.rpartition("-")
        if len(start) > 4 and int(last) < second.amount < 32:
            return [first, Value("date", None, "", second.start, second.end, None, f"{start}-{int(second.amount):02d}")]
    return None
