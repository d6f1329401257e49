"""Chinese dates and clocks: 2026年2月1日, 二〇二六年二月, 下午三点半, 21点, 九点一刻."""

from __future__ import annotations

import re
from re import Match

from payguide.values.parsing import common, plain
from payguide.values.parsing.base import Form, Value
from payguide.values.parsing.numerals_zh import ALL, numeral, positional

_D = "[〇零一二三四五六七八九]"
_SMALL = "[零一二两三四五六七八九十]{1,3}"
_MINUTES = r"(?:半|[一三]刻|整|钟|{} ?分(?!钟))"
_HALF = r"(?:(?<=[上下中]午)|(?<=[早晚]上)|(?<=凌晨)|(?<=傍晚)|(?<=[上下中]午 ))"
#: Tokens of dates and clocks, in the order in which they are tried: those that begin with a digit, and all others.
DIGIT_TOKENS = (
    r"(?P<date>(?:(?<![0-9])(?:1[89]|20)[0-9]{2} ?年(?! ?[间级])(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?[日号])?)?"
    r"|(?<![0-9.])(?:1[0-2]|0?[1-9]) ?月(?:份| ?[0-9]{1,2} ?[日号])?))",
    rf"(?P<time>{common.NO_NAME}(?:2[0-4]|[01]?[0-9]) ?"
    rf"(?:[点时] ?{_MINUTES.format('[0-5]?[0-9]')}|点(?![0-9])|时(?=[至到起止前后，。；、）—–~-]))(?!间))",
)
WORD_TOKENS = (
    rf"(?P<spelt>{_D}{{4}}年(?:{_SMALL}月(?:[廿卅]?{_SMALL}[日号])?)?|{_SMALL}月(?:份|[廿卅]?{_SMALL}[日号])?)",
    rf"(?P<spelttime>{_SMALL}点{_MINUTES.format(_SMALL)}|{_HALF}{_SMALL}[点时]|零点(?=[前后到至起，。；]))",
)
#: Days of the week; 一周三次 is no Wednesday.
WEEKDAYS = (
    r"(?P<weekday>(?:(?<![0-9一二两三四五六七八九十几])(?<![0-9] )周|星期|礼拜)"
    r"[一二三四五六日天](?![次回个种遍张点级成岁]))"
)
_MORNING = ("上午", "早上", "凌晨", "清晨", "早晨", "清早")
_EVENING = ("下午", "晚上", "傍晚", "中午", "夜里", "午后", "当晚")
#: A number behind these counts points: `以下3点`.
_POINTS = "下这有列共第几出了个"
_NUMBERS = re.compile(r"[0-9]+")
_SPELT = re.compile(rf"[{ALL}]+")


class Calendar(plain.Plain):
    """Reads dates and clocks."""

    digits_only = False

    def _weekday(self, text: str, match: Match[str]) -> Value | None:
        day = "一二三四五六日".find(match["weekday"][-1].replace("天", "日")) + 1
        return Value("weekday", None, "", match.start(), match.end(), None, str(day), "words")

    def _clock(self, text: str, match: Match[str]) -> Value | None:
        hour, minute = match["clock"].split(":")[:2]
        return self._hour(text, match.start(), match["clock"], [int(hour), int(minute)])

    def _date(self, text: str, match: Match[str]) -> Value | None:
        parts = _NUMBERS.findall(match["date"])
        if len(parts[0]) < 4:
            parts.insert(0, "0")
        form: Form = "digits" if len(parts) > 2 or parts[0] != "0" else "words"
        return Value("date", None, "", match.start(), match.end(), None, common.day(*parts), form)

    def _spelt(self, text: str, match: Match[str]) -> Value | None:
        parts = [
            int(positional(part)) if len(part) == 4 else int(numeral(part) or 0)
            for part in _SPELT.findall(match["spelt"])
        ]
        if len(_SPELT.match(match["spelt"]).group()) < 4:  # type: ignore[union-attr]
            parts.insert(0, 0)
        if any(part > limit for part, limit in zip(parts[1:], (12, 31), strict=False)) or 0 in parts[1:]:
            return None
        form: Form = "words" if len(parts) > 2 or parts[0] else "loose"
        return Value("date", None, "", match.start(), match.end(), None, common.day(*parts), form)

    def _time(self, text: str, match: Match[str]) -> Value | None:
        parts = [int(part) for part in _NUMBERS.findall(match["time"])]
        return self._hour(text, match.start(), match["time"], parts)

    def _spelttime(self, text: str, match: Match[str]) -> Value | None:
        written = match["spelttime"]
        parts = [int(numeral(part) or 0) for part in _SPELT.findall(written.replace("刻", ""))]
        return self._hour(text, match.start(), written, parts)

    def _hour(self, text: str, start: int, written: str, parts: list[int]) -> Value | None:
        before = text[max(0, start - 3) : start].rstrip()
        half = "am" if before.endswith(_MORNING) else "pm" if before.endswith(_EVENING) else ""
        bare = written[-1] == "点" and not half
        if bare and before[-1:] in _POINTS and before:
            return None
        minute = 30 if "半" in written else 15 if "一刻" in written else 45 if "三刻" in written else 0
        minute = parts[1] if len(parts) > 1 and "刻" not in written else minute
        if parts[0] > 24 or minute > 59:
            return None
        clock, unit = common.hours(parts[0], minute, half)
        return Value("clock", None, unit, start, start + len(written), None, clock, "loose" if bare else "digits")
