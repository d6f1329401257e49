"""Reading typed values: every supported spelling means the same, and no text whatever breaks or slows the readers."""

from __future__ import annotations

import sys
import time
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payguide.values import parsing
from payguide.values.equality import pair, same
from payguide.values.parsing import Plain, Value, reader
from payguide.values.parsing.numerals_zh import numeral

few = settings(max_examples=20, deadline=None)
ZH, EN, OTHER = reader("zh"), reader("en"), reader("ja")
_MONTHS = (
    "January February March April May June July August September October November December".split(),
    "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(),
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def chinese(number: int) -> str:
    """`number`, below a hundred million, as a Chinese numeral."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return f"{chinese(high)}万" + (("零" if low < 1000 else "") + chinese(low) if low else "")
    digits, text, gap = "零一二三四五六七八九", "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + word
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def english(number: int) -> str:
    """`number`, below a hundred million, in English words."""
    for place, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= place:
            high, low = divmod(number, place)
            rest = "" if not low else f" and {english(low)}" if low < 100 else f" {english(low)}"
            return f"{english(high)} {word}{rest}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def wide(text: str) -> str:
    return "".join(chr(ord(char) - ord("0") + ord("０")) if char.isdigit() else char for char in text)


def only(values: list[Value], text: str) -> Value:
    assert len(values) == 1, f"{text!r}: {values}"
    assert 0 <= values[0].start < values[0].end <= len(text)
    return values[0]


def agree(zh: list[str], en: list[str], other: list[str] | None = None) -> Value:
    """All spellings in all languages have one value, and it is the same everywhere; in the middle of a sentence too."""
    found: list[tuple[str, Value]] = []
    for spelling in zh:
        found += [(text, only(ZH.values(text), text)) for text in (spelling, f"共{spelling}。", f"**{spelling}**")]
    for spelling in en:
        found += [(text, only(EN.values(text), text)) for text in (spelling, f"It is {spelling}.", f"**{spelling}**")]
    for spelling in other or []:
        found.append((spelling, only(OTHER.values(spelling), spelling)))
    first = found[0][1]
    for text, value in found:
        assert value.equals(first), f"{text!r} is {value}, {found[0][0]!r} is {first}"
        assert same(value.ends[0], first.ends[0])
    return first


whole = st.integers(min_value=3, max_value=99_999_999)
amounts = st.integers(min_value=2, max_value=9_999_999)


@few
@given(amounts)
def test_money_in_yuan(number: int) -> None:
    zh = [
        f"{number}元",
        f"{number} 元",
        f"{number:,}元",
        f"¥{number}",
        f"￥{number}",
        f"人民币{number}元",
        f"{number}块钱",
    ]
    zh += [f"CNY {number}", f"{number} RMB", f"{wide(str(number))}元", f"{chinese(number)}元", f"{number}圆"]
    zh += [f"{Decimal(number) / 10_000}万元"] if number % 100 == 0 else []
    en = [f"CNY {number:,}", f"CNY {number}", f"RMB {number:,}", f"¥{number:,}", f"{number:,} yuan", f"{number} RMB"]
    en += [f"{english(number)} yuan", f"{number}-yuan", f"{number:,} renminbi"]
    en += [f"{Decimal(number) / 1000} thousand yuan", f"CNY {Decimal(number) / 1000}k"] if number % 100 == 0 else []
    value = agree(zh, en, [f"CNY {number}", f"¥{number:,}", f"{number} CNY"])
    assert value.kind == "money" and value.currency == "CNY" and value.amount == number


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            ["{}美元", "US${}", "${}", "美元{}", "USD {}", "{}美金"],
            ["US${}", "${}", "USD {}", "{} dollars", "{} US dollars"],
        ),
        (["{}欧元", "€{}", "EUR {}"], ["€{}", "EUR {}", "{} euros", "{} EUR"]),
        (["{}港元", "{}港币", "HK${}", "HKD {}"], ["HK${}", "HKD {}", "{} Hong Kong dollars"]),
        (["{}英镑", "£{}"], ["£{}", "GBP {}", "{} pounds"]),
        (["{}日元", "JPY {}"], ["JPY {}", "{} yen"]),
    ],
)
@few
@given(number=st.integers(min_value=2, max_value=999_999))
def test_money_of_other_countries(zh: list[str], en: list[str], number: int) -> None:
    value = agree(
        [form.format(text) for form in zh for text in (str(number), f"{number:,}")],
        [form.format(text) for form in en for text in (str(number), f"{number:,}")],
    )
    assert value.kind == "money" and value.amount == number


@few
@given(st.integers(min_value=2, max_value=999), st.integers(min_value=1, max_value=9))
def test_coins(yuan: int, jiao: int) -> None:
    zh = [
        f"{yuan}元{jiao}角",
        f"{yuan}.{jiao}元",
        f"¥{yuan}.{jiao}0",
        f"{chinese(yuan)}块{chinese(jiao)}毛",
        f"{chinese(yuan)}块{chinese(jiao)}",
    ]
    agree(zh, [f"CNY {yuan}.{jiao}", f"CNY {yuan}.{jiao}0", f"{yuan} yuan {jiao} jiao", f"{yuan} yuan and {jiao} jiao"])
    agree([f"{jiao}角", f"{jiao}毛钱", f"0.{jiao}元"], [f"{jiao} jiao", f"CNY 0.{jiao}", f"{jiao}0 fen"])


@few
@given(
    st.integers(min_value=2, max_value=999), st.sampled_from([("万", 10_000), ("亿", 100_000_000), ("百万", 1_000_000)])
)
def test_magnitudes(number: int, magnitude: tuple[str, int]) -> None:
    word, factor = magnitude
    total = number * factor
    en = [
        f"{total:,} yuan",
        f"CNY {total:,}",
        f"CNY {Decimal(total) / 10**6:f} million",
        f"{Decimal(total) / 10**6:f} million yuan",
    ]
    value = agree([f"{number}{word}元", f"{number} {word}元", f"{total}元", f"{total:,} 元"], en)
    assert value.amount == total


@few
@given(st.integers(min_value=1, max_value=999))
def test_percent(tenths: int) -> None:
    number = Decimal(tenths) / 10
    zh = [f"{number}%", f"{number}％", f"{wide(str(number))}％", f"百分之{number}", f"{number} %"]
    zh += [f"百分之{chinese(tenths // 10)}"] if tenths % 10 == 0 else []
    agree(zh, [f"{number}%", f"{number} %", f"{number} per cent", f"{number} percent"], [f"{number}%"])


@few
@given(st.integers(min_value=11, max_value=99).filter(lambda number: number % 10))
def test_reductions(pays: int) -> None:
    spelt = chinese(pays // 10) + chinese(pays % 10)
    zh = [f"{spelt}折", f"{pays / 10}折", f"{pays}折"]
    value = agree(zh, [f"{100 - pays}% off", f"{100 - pays} per cent off", f"a discount of {100 - pays}%"])
    assert same(value, EN.values(f"{pays}% of the price")[0])
    assert same(value, EN.values(f"{pays}% off")[0]) is (pays == 50)


@few
@given(st.integers(min_value=1, max_value=999))
def test_per_mille(number: int) -> None:
    zh = [f"{number}‰", f"{number} ‰", f"千分之{number}", f"千分之{chinese(number)}", f"万分之{number}0"]
    agree([*zh, f"{Decimal(number) / 10}%"], [f"{number}‰", f"{number} per mille", f"{Decimal(number) / 10}%"])


@few
@given(st.integers(min_value=2, max_value=9))
def test_tenths(number: int) -> None:
    agree([f"{chinese(number)}成", f"{number}成", f"{number}0%"], [f"{number}0%", f"{number * 10} per cent"])
    agree([f"{chinese(number)}成半"], [f"{number}5%"])


@few
@given(st.integers(min_value=10, max_value=99_999_999))
def test_numerals_of_cheques(number: int) -> None:
    formal = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    spelt = chinese(number) if number >= 20 else f"一{chinese(number)}"
    agree([f"{spelt.translate(formal)}元", f"{number}元"], [f"CNY {number}"])


@few
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_digits_in_groups(thousands: int, rest: int) -> None:
    spelt = [f"{thousands}{gap}{rest:03}" for gap in (",", "\u202f", "\u2009", "\u00a0")]
    zh = [f"{text}元" for text in (*spelt, f"{thousands}，{rest:03}")]
    assert agree(zh, [f"CNY {text}" for text in spelt]).amount == thousands * 1000 + rest


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [(number, *names) for number, names in enumerate(zip("一二三四五六日", _WEEKDAYS, strict=True), 1)],
)
def test_weekdays(day: int, zh: str, en: str) -> None:
    assert agree([f"周{zh}", f"星期{zh}", f"礼拜{zh}"], [en, f"{en}s", f"{en[:3]}."]).text == str(day)
    assert [value.text for value in ZH.values(f"周{zh}至周五")] == [str(day), "5"]
    assert [value.text for value in EN.values(f"{en[:3]}–Fri")] == [str(day), "5"]


@few
@given(st.integers(min_value=1, max_value=60))
def test_temperatures(degrees: int) -> None:
    agree([f"{degrees}℃", f"{degrees}摄氏度"], [f"{degrees} °C", f"{degrees} degrees Celsius"], [f"{degrees} °C"])
    below = agree([f"-{degrees}℃", f"零下{degrees}摄氏度"], [f"-{degrees} °C", f"minus {degrees} degrees Celsius"])
    assert below.amount == -degrees


def test_half_price() -> None:
    agree(["五折", "半价", "5折"], ["half price", "50% off", "half off"])


@few
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_days(day: date) -> None:
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    zh = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.isoformat()}",
        f"{day:%Y/%m/%d}",
    ]
    zh += [f"{day.year}年{day.month:02d}月{day.day:02d}号", wide(f"{day.year}年{day.month}月{day.day}日")]
    zh += [f"{digits}年{chinese(day.month)}月{chinese(day.day)}日"]
    en = [day.isoformat()]
    for month in (names[day.month - 1] for names in _MONTHS):
        en += [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{month} {day.day} {day.year}"]
    value = agree(zh, en, [day.isoformat()])
    assert value.text == day.isoformat()
    partial = agree(
        [f"{day.month}月{day.day}日"],
        [f"{day.day} {_MONTHS[0][day.month - 1]}", f"{_MONTHS[0][day.month - 1]} {day.day}"],
    )
    assert same(value, partial)
    agree(
        [f"{day.year}年{day.month}月", f"{digits}年{chinese(day.month)}月"], [f"{_MONTHS[0][day.month - 1]} {day.year}"]
    )


@few
@given(st.integers(min_value=0, max_value=23), st.sampled_from([0, 15, 30, 45, 7]))
def test_clocks(hour: int, minute: int) -> None:
    half, short = ("上午", "am") if hour < 12 else ("下午", "pm")
    twelve = hour % 12 or 12
    if hour != 0:
        zh = (
            [f"{half}{twelve}:{minute:02d}", f"{half}{twelve}点{minute:02d}分"]
            if minute
            else [f"{half}{twelve}点", f"{half}{twelve}点整"]
        )
        zh += [f"{half}{twelve}点半", f"{half}{chinese(twelve)}点半"] if minute == 30 else []
        en = [f"{twelve}:{minute:02d} {short}", f"{twelve}.{minute:02d}{short}", f"{twelve}:{minute:02d} {short[0]}.m."]
        en += [f"{twelve} {short}", f"{twelve}{short.upper()}"] if not minute else []
        assert agree(zh, en).text == f"{hour:02d}:{minute:02d}"
    if hour > 12:
        agree([f"{hour}:{minute:02d}"], [f"{hour}:{minute:02d}"], [f"{hour}:{minute:02d}"])


_UNITS: list[tuple[list[str], list[str]]] = [
    (["{}天", "{} 天"], ["{} days", "{}-day", "{} calendar days"]),
    (["{}小时", "{}个小时"], ["{} hours", "{}-hour"]),
    (["{}分钟"], ["{} minutes", "{} mins", "{}-minute"]),
    (["{}个工作日"], ["{} working days", "{} business days"]),
    (["{}周", "{}个星期"], ["{} weeks"]),
    (["{}个月"], ["{} months", "{}-month"]),
    (["{}年"], ["{} years", "{}-year"]),
    (["{}公里", "{}千米", "{} km"], ["{} km", "{} kilometres", "{} kilometers"]),
    (["{}米"], ["{} m", "{} metres", "{}-metre"]),
    (["{}毫米", "{}mm"], ["{} mm", "{} millimetres"]),
    (["{}公斤", "{}千克", "{} kg"], ["{} kg", "{} kilograms"]),
]


@pytest.mark.parametrize(("zh", "en"), _UNITS)
@few
@given(number=st.integers(min_value=3, max_value=999))
def test_durations_and_measures(zh: list[str], en: list[str], number: int) -> None:
    spelt = [form.format(text) for form in zh for text in (str(number), wide(str(number)))]
    spelt += [form.format(chinese(number)) for form in zh if " " not in form and not form.endswith(("mm", "km", "kg"))]
    agree(
        spelt,
        [form.format(number) for form in en]
        + [form.format(english(number)) for form in en if "{} " in form and len(form) > 5],
    )


def test_units_of_the_same_size() -> None:
    agree(["2周", "两周", "14天"], ["two weeks", "14 days"])
    agree(["半小时", "30分钟"], ["half an hour", "30 minutes", "a half-hour"])
    agree(["两个半小时", "2.5小时", "2个半小时"], ["two and a half hours", "2.5 hours", "150 minutes"])
    agree(["半年", "六个月"], ["half a year", "six months"])
    agree(["一年半", "18个月"], ["18 months", "1.5 years"])
    agree(["5公里", "5000米"], ["5 km", "5,000 metres"])
    agree(["1.5公斤", "3斤", "1500克"], ["1.5 kg", "1,500 g"])


@few
@given(st.integers(min_value=2, max_value=500), st.integers(min_value=1, max_value=400))
def test_ranges(low: int, more: int) -> None:
    high = low + more
    zh = [
        f"{low}–{high}元",
        f"{low}到{high}元",
        f"{low}至{high}元",
        f"{low}元至{high}元",
        f"{low}～{high}元",
        f"¥{low}–{high}",
    ]
    en = [
        f"CNY {low}–{high}",
        f"{low} to {high} yuan",
        f"{low}-{high} yuan",
        f"between {low} and {high} yuan",
        f"CNY {low} to CNY {high}",
    ]
    value = agree(zh, en)
    assert value.amount == low and value.upper == high
    agree([f"{low}–{high}天", f"{low}到{high}天"], [f"{low} to {high} days", f"{low}–{high} days"])
    agree([f"{low}到{high}", f"{low}–{high}"], [f"{low} to {high}", f"between {low} and {high}"], [f"{low}–{high}"])
    agree([f"{low}–{high}%", f"{low}%–{high}%"], [f"{low}–{high}%", f"{low}% to {high}%"])


def test_ranges_of_magnitudes() -> None:
    agree(["3～5万元", "3万至5万元"], ["CNY 30,000–50,000", "30 to 50 thousand yuan"])
    agree(["1000元至10万元"], ["CNY 1,000 to CNY 100,000", "1,000 to 100,000 yuan"])


@few
@given(st.from_regex(r"\A(010|02[0-9]|0[3-9][0-9]{2})\Z"), st.from_regex(r"\A[2-8][0-9]{7}\Z"))
def test_telephone_numbers(area: str, number: str) -> None:
    spellings = [
        f"{area}-{number}",
        f"{area} {number}",
        f"{area} {number[:4]} {number[4:]}",
        f"+86 {area[1:]} {number}",
    ]
    spellings += [f"+86 {area[1:]} {number[:4]} {number[4:]}", f"+86-{area[1:]}-{number}"]
    assert agree(spellings, spellings, spellings).kind == "phone"


@few
@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_mobile_numbers(number: str) -> None:
    spellings = [
        number,
        f"{number[:3]} {number[3:7]} {number[7:]}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"+86 {number}",
    ]
    assert agree(spellings, spellings, spellings).kind == "phone"


def test_short_numbers() -> None:
    assert only(ZH.values("拨打110报警"), "拨打110报警").equals(only(EN.values("Call 110."), "Call 110."))
    assert same(
        only(ZH.values("请拨打12345。"), "请拨打12345。"), only(EN.values("It is 12345 here."), "It is 12345 here.")
    )


@few
@given(whole)
def test_counts(number: int) -> None:
    assert numeral(chinese(number)) == number
    zh = [f"{number}张", f"{number} 张", f"{number:,}张", f"{chinese(number)}张", f"{wide(str(number))}个"]
    agree(zh, [f"{number:,} cards", f"{english(number)} cards"])


@few
@given(st.integers(min_value=3, max_value=12))
def test_ordinals(number: int) -> None:
    words = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    suffix = "rd" if number == 3 else "th"
    agree([f"第{number}", f"第{chinese(number)}"], [f"{number}{suffix}", words[number - 1]])


def test_words_for_numbers() -> None:
    agree(["12个", "十二个"], ["twelve cards", "a dozen cards", "12 cards"])
    agree(["四分之三", "3/4"], ["three quarters", "3/4"])
    agree(["廿五张", "二十五张"], ["twenty-five cards"])
    agree(["一半"], ["half"])
    agree(["两三天"], ["2 to 3 days", "2–3 days"])
    assert same(only(ZH.values("两次"), "两次"), only(EN.values("twice"), "twice"))


@pytest.mark.parametrize(
    "text",
    [
        *"一些 统一 万一 一旦 千万别 百货 打折 折叠 十分 万事达 二元运算 三元组 队伍 大陆 完成 专一".split(),
        *"三明治 四川 唯一 万能".split(),
        *"7×24小时 24/7 A4 5G v1.2.3 几十个 十几张 数百 1．准备".split(),
    ],
)
def test_chinese_that_is_no_number(text: str) -> None:
    assert ZH.values(text) == []


@pytest.mark.parametrize("text", ["统一一下", "一般", "一样", "一起", "一定", "一直", "一个人", "第一"])
def test_chinese_one_is_never_sure(text: str) -> None:
    assert all(value.form == "loose" and value.amount == 1 for value in ZH.values(text))


@pytest.mark.parametrize(
    "text",
    [
        *"A4 5G v1.2.3 1.2.3 COVID-19 UTF-8 often someone 24/7 a1b2c3 x_5 me5@a.example".split(),
        *("https://a.example/2026/5", "hundreds of", "the 1990s", "1. Pay", "(2) Pay", "$x^2 + 5 = 9$"),
    ],
)
def test_english_that_is_no_number(text: str) -> None:
    assert EN.values(text) == []


@pytest.mark.parametrize(
    ("zh", "en", "bound"),
    [
        ("不超过5元", "up to CNY 5", "most"),
        ("至少5元", "at least CNY 5", "least"),
        ("不低于5元", "no less than CNY 5", "least"),
        ("不高于5元", "no more than CNY 5", "most"),
        ("低于5元", "below CNY 5", "max"),
        ("5元以内", "within CNY 5", "max"),
        ("约5元", "about CNY 5", "about"),
        ("5元以上", "CNY 5 or more", "min"),
        ("超过5元", "over CNY 5", "min"),
    ],
)
def test_bounds(zh: str, en: str, bound: str) -> None:
    assert (only(ZH.values(zh), zh).bound, only(EN.values(en), en).bound) == (bound, bound)


_PIECES = st.sampled_from(
    [
        *"0123456789.,:/-–+%$¥€ \n年月日点半第一二三十百千万亿零两折元角块个张至到约()（），。$@#İ",
        *"US$ 百分之 分之 2026 one three half and a hundred million yuan May Feb. am o'clock off to between ://".split(),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for one in (ZH, EN, OTHER):
        values = one.values(text)
        for value, after in pairwise(values):
            assert value.start <= after.start
        for value in values:
            assert 0 <= value.start < value.end <= len(text)
            assert "\n" not in text[value.start : value.end]
            assert all(same(end, end) for end in value.ends)
        assert len(pair(values, values)) == len(values)


_REPEATED = (
    "1|1.|1,|1,000|一|十万|三百|one |one-|$|$1 |半|第|a@|1:|+1 |Jan |half past |http://|1 to |百分之|9点|－|(1)|May 1 "
    "|100 000 |1，000|1\u00a0000\u00a0|壹|周一|a half and |1/|#1 |成|0|00|86-|-5 °C |at least 5 "
).split("|")


@pytest.mark.parametrize("piece", _REPEATED)
@pytest.mark.parametrize("one", [ZH, EN, OTHER], ids=["zh", "en", "other"])
def test_long_lines_are_quick(piece: str, one: Plain) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    one.values(text)
    # About 0.1 s; what grows with the square of the length takes minutes.
    assert time.process_time() - start < 2


def test_languages_are_found_by_their_files() -> None:
    assert reader("zh-Hant").code == "zh-Hant" and reader("ar").code == "ar"
    assert type(reader("zh-Hant")) is type(ZH) and type(reader("en_GB")) is type(EN) and type(reader("ar")) is Plain
    assert type(reader("common")) is Plain and type(reader("../zh")) is Plain and type(reader("")) is Plain


_KOREAN = """
import re
from payguide.values.parsing import Plain, Value, Words, common

class Reader(Plain):
    digits_only = False
    DIGITS = re.compile(rf"(?P<won>[0-9]+만 ?원)|{common.DIGITS}")
    words = Words()

    def _won(self, text, match):
        amount = common.decimal(match["won"][:-2].strip()) * 10_000
        return Value("money", amount, "KRW", match.start(), match.end())
"""


def test_a_language_is_added_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ko.py").write_text(_KOREAN, encoding="utf-8")
    monkeypatch.setattr(parsing, "__path__", [*parsing.__path__, str(tmp_path)])
    reader.cache_clear()
    try:
        made = reader("ko-KR")
        assert only(made.values("최대 5만원"), "최대 5만원").equals(only(EN.values("50,000 won"), "50,000 won"))
        assert not made.digits_only and made.code == "ko-KR"
    finally:
        reader.cache_clear()
        sys.modules.pop("payguide.values.parsing.ko", None)


@pytest.mark.parametrize("text", ["٥٠٠٠", "５０００", "५०००", "๕๐๐๐", "5,000", "5000"])
def test_digits_of_every_script(text: str) -> None:
    assert only(OTHER.values(text), text).amount == 5000
