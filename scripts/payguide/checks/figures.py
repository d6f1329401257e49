"""Figures typed into pages.

Silent for a project without a registry of facts.

fact-hardcoded
    An amount, percentage, telephone number, date, span of time or large number is typed into the text. It has
    no source and no date there, differs between languages sooner or later, and is not found when the value
    changes.
    Bad:  每笔不超过 5000 美元 / up to US$5,000 a payment
    Good: 每笔不超过 {{ fact("mobile.single_limit_usd") }}

Left alone: code, addresses, headings' ids, front matter, the numbers of steps, names with digits (12306, 5G,
A4), counts of things at hand (3 张卡, two cards), round-the-clock words (24 小时服务, 24/7).
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.patterns import later
from payguide.model.site import Site

HARDCODED = Rule("fact-hardcoded", "a figure is typed into the text", Severity.WARNING)
RULES: tuple[Rule, ...] = (HARDCODED,)

_DIGITS = r"[0-9０-９]"
#: A number that is no part of a word, a longer number or a version.
_NUMBER = rf"(?<![\w.,/-]){_DIGITS}+(?:[,，]{_DIGITS}{{3}})*(?:[.．]{_DIGITS}+)?"
#: The same where Chinese characters may stand directly before it.
_ZH_NUMBER = rf"(?<![A-Za-z0-9_.,/-]){_DIGITS}+(?:[,，]{_DIGITS}{{3}})*(?:[.．]{_DIGITS}+)?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MAGNITUDE = r"\s?(?:[百千万亿]|百万|千万|thousand|million|billion)?"
_CODES = r"(?:CNY|RMB|USD|EUR|GBP|HKD|JPY|MOP|TWD)"

#: By what is found, in the order in which they are tried at one place.
_PATTERNS = {
    say("a date"): (
        rf"(?<!\d)\d{{4}}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?)?|(?<![\d年])\d{{1,2}}\s?月\s?\d{{1,2}}\s?[日号]"
        rf"|(?<![\w-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?![\w-])"
        rf"|\b\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?\b|\b{_MONTH}\s\d{{1,2}},?\s\d{{4}}\b|\b{_MONTH}\s(?:19|20)\d\d\b"
    ),
    say("an amount"): (
        rf"(?:US\$|HK\$|[¥￥$€£])\s?{_DIGITS}[0-9０-９,，.]*{_MAGNITUDE}|\b{_CODES}\s?{_DIGITS}[0-9,.]*{_MAGNITUDE}"
        rf"|{_ZH_NUMBER}{_MAGNITUDE}\s?(?:多|余)?\s?(?:元|块钱|块(?!状)|美元|欧元|英镑|日元|港元|港币|人民币|角钱|分钱)"
        rf"|{_NUMBER}{_MAGNITUDE}\s?(?:{_CODES}|yuan|dollars?|euros?|pounds?|US dollars?)\b"
    ),
    say("a percentage"): rf"{_ZH_NUMBER}\s?(?:[%％‰]|per ?cent\b|个百分点)",
    say("a telephone number"): (
        r"(?<![\w.+/=-])(?:\+\d{1,3}[ -]?(?:\(0\))?\d[\d -]{5,}\d|(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
        r"|0\d{2,3}[ -]\d{7,8}|[48]00[ -]?\d{3}[ -]?\d{4}|95\d{3}|96\d{3,4})(?![\w/-])"
        r"|(?<=拨打)\s?\d{3,5}|(?<=致电)\s?\d{3,5}|(?i:(?<=\bcall )|(?<=\bdial )|(?<=\bphone ))\d{3,5}\b"
    ),
    say("a span of time"): (
        rf"{_ZH_NUMBER}\s?(?:多|余)?\s?(?:个?小时|分钟|秒钟?|天|个月|个?工作日|个自然日|周(?!年)|个星期|年(?!级|代))"
        rf"|{_NUMBER}[ -](?:working |business |calendar )?"
        r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
    ),
    say("a large number"): rf"{_ZH_NUMBER}\s?[万亿]|(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?![\w.,]\d)",
}
_NAMES = {f"kind{index}": words for index, words in enumerate(_PATTERNS)}
_FIGURE = later("|".join(f"(?P<kind{index}>{text})" for index, text in enumerate(_PATTERNS.values())))
_AROUND_THE_CLOCK = later(
    r"24[ -]?(?:小时|hours?)\s?(?:客服|热线|服务|营业|开放|自助|全天|a day)|24-hour|7\s?[×xX*]\s?24|24/7"
)
_ANY_DIGIT = re.compile(_DIGITS)


def check(site: Site) -> Iterator[Finding]:
    """Every line of prose, on projects with a registry."""
    if site.data is None or site.data.facts is None:
        return
    for page in site.pages.values():
        for prose in page.prose:
            if _ANY_DIGIT.search(prose.text):
                yield from _figures(prose.text, Location(page.path, prose.line, prose.column))


def _figures(text: str, place: Location) -> Iterator[Finding]:
    shown = _AROUND_THE_CLOCK.sub(lambda match: " " * len(match.group()), text)
    for match in _FIGURE.finditer(shown):
        message = say(
            "'{text}' is {what} typed into the text, without source and date",
            text=match.group().strip(),
            what=_NAMES[match.lastgroup or "kind0"],
        )
        hint = say('write {{{{ fact("…") }}}}; scripts/guide facts list shows what there is')
        yield HARDCODED.at(Location(place.path, place.line, place.column + match.start()), message, hint)
