"""Chinese numerals: 三百二十, 两万五千, 二〇二六, 三点五, 廿一, 十二万."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
FORMS = {"廿": "二十", "卅": "三十"}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
#: Every character that a numeral may have.
ALL = "".join([*DIGITS, *PLACES, *MYRIADS, *FORMS])


#: Numerals of cheques and receipts, and traditional characters: of the same length, so that offsets stay.
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟圆圓整正", "一二二三三四五六六七八九十百千元元  ")
_CHEQUE = re.compile(
    "(?:[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟][零万亿萬億]*){2,}[圆圓元]?[整正]?|[壹贰貳叁肆伍陆陸柒捌玖拾](?=[元圆圓角分万亿萬億])"
)
_TRADITIONAL = str.maketrans(
    "萬億兩點圓塊時個張鐘號種條項筆歲層樓間門頁餘約數後內從過週禮拜減對歐鎊盧",
    "万亿两点元块时个张钟号种条项笔岁层楼间门页余约数后内从过周礼拜减对欧镑卢",
)


def informal(text: str, traditional: bool = False) -> str:
    """`text` with numerals of cheques (伍佰元整) in everyday characters, and traditional ones in simplified ones."""
    if traditional or any(char in text for char in "萬億兩點圓"):
        text = text.translate(_TRADITIONAL)
    return _CHEQUE.sub(lambda match: match.group().translate(_FORMAL), text)


def numeral(text: str) -> Decimal | None:
    """The number that `text` stands for; None when it is no well-formed numeral (百货, 千万, 三五)."""
    for short, long in FORMS.items():
        text = text.replace(short, long)
    if not text or len(text) > 24:
        return None
    if all(char in DIGITS for char in text):
        if len(text) == 1:
            return Decimal(DIGITS[text])
        # Digits read out one by one, as in years: never two alone, which is 两三 or 三五.
        return Decimal("".join(str(DIGITS[char]) for char in text)) if len(text) > 2 and "两" not in text else None
    return _placed(text)


def _placed(text: str) -> Decimal | None:
    """A numeral with places, each smaller than the one before it inside its group of four."""
    total = group = digit = 0
    limit, last, seen = 10_000, 10**12, False
    place = 10
    for char in text:
        if char in DIGITS:
            if seen and digit:
                return None
            digit, seen = DIGITS[char], True
        elif char in PLACES:
            place = PLACES[char]
            if place >= limit or (not digit and (place != 10 or group or seen)):
                return None
            group, digit, seen, limit = group + (digit or 1) * place, 0, False, place
        else:
            myriad = MYRIADS[char]
            if not group + digit or (myriad >= last and total):
                return None
            total, last = (
                (total + group + digit) * myriad if myriad > last else total + (group + digit) * myriad,
                myriad,
            )
            group, digit, seen, limit, place = 0, 0, False, 10_000, myriad
    if digit and len(text) > 1 and text[-2] not in "零〇" and place > 10:
        digit *= place // 10  # 三百二 is 320, 两万五 is 25,000
    return Decimal(total + group + digit)


def positional(text: str) -> str:
    """The digits of a year that is read out one by one: 二〇二六 → 2026."""
    return "".join(str(DIGITS[char]) for char in text)


def scaled(word: str) -> Decimal:
    """The number that a magnitude word stands for: 万, 百万, 万亿."""
    return Decimal(SCALES.get(word) or SCALES[word[0]] * SCALES[word[1]])


def amount_of(written: str) -> Decimal | None:
    """The number that `written` stands for: digits or a numeral, both with decimals."""
    if written.isascii():
        return Decimal(written)
    whole, _, part = written.partition("点")
    amount = numeral(whole)
    return amount if amount is None or not part else Decimal(f"{amount}.{positional(part)}")
