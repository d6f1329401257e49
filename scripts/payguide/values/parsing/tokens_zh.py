"""What Chinese figures look like: patterns of the tokens that begin with a digit, and of those in words."""

from __future__ import annotations

from payguide.values.parsing import common
from payguide.values.parsing.calendar_zh import DIGIT_TOKENS, WEEKDAYS, WORD_TOKENS
from payguide.values.parsing.numerals_zh import ALL

_N = f"[{ALL}]"
_NO_FOLD = "(?![叠断磨腾返起射合算旧现线])"
#: 成 of a share, not of deeds: 成为, 成功.
_NO_DEED = "(?![为功熟立本员果长人都就交年分份型群语词])"
_D = "[〇零一二三四五六七八九]"
#: Tokens in the order in which they are tried: those that begin with a digit, and all others.
DIGITS = (
    r"(?P<always>7 ?[×xX*] ?24(?: ?小时)?|24/7)",
    rf"(?P<off>{common.NO_NAME}(?:[1-9]\.[0-9]|[1-9][0-9]?) ?折{_NO_FOLD})",
    rf"(?P<tenths>{common.NO_NAME}[1-9]成{_NO_DEED})",
    *DIGIT_TOKENS,
    common.DIGITS,
)
WORDS = (
    rf"(?P<spelloff>[一二三四五六七八九]{{1,2}}折{_NO_FOLD})",
    WEEKDAYS,
    *WORD_TOKENS,
    rf"(?P<share>[百千万]分之 ?(?:[0-9]+(?:\.[0-9]+)?|{_N}+(?:点{_D}+)?))",
    rf"(?P<spelttenths>(?<!{_N})(?<![长变促达合组现统同])[一二两三四五六七八九]成(?:半|{_D})?{_NO_DEED})",
    rf"(?P<parts>{_N}+分之{_N}+)",
    rf"(?P<ordinal>第 ?(?:[0-9]+|{_N}{{1,6}}))",
    r"(?P<half>半(?:个(?=月|小时|钟头))?(?:小时|钟头|天|年|月|价|数|额)|一半|减半|对折)",
    rf"(?P<numeral>(?:(?<!周)(?<!星期)(?<!礼拜)|(?={_N}+[次回个遍])){_N}+)(?P<point>点{_D}+)?",
)
