"""Named figures: the words right before an amount, so that one name is not given two figures on two pages."""

from __future__ import annotations

import re

from payguide.model.patterns import later
from payguide.values.parsing import Value

#: What pages give names to.
NAMED = frozenset(("money", "percent", "phone"))
#: So many characters make a name, at most.
_REACH = 60
_STOPS = re.compile(r"[，。；,;、()（）|!?！？“”\"]|\.(?= |$)")
_COPULA = re.compile(r"(?:\s*(?:是|为|即|均为|都是|就是|：|:|is|are|of|at|=|-|–|—|\*\*|__))+\s*$")
_MARKS = " *_#-–—:：\n"
_WORD = re.compile(r"[a-z][a-z'’-]+")
_LATIN = re.compile(r"\b[A-Z][A-Za-z]{2,}")
_HAN = later(r"[\u3400-\u9fff]")
#: Words that name no figure of their own: with these alone, a label is as general as its page.
_GENERAL_ZH = re.compile(
    r"单笔|每笔|每次|每天|每日|每月|每年|单日|限额|额度|上限|下限|手续费|服务费|费用|费率|收费|价格|金额|电话|热线"
    r"|客服|号码|专线|最高|最低"
    r"|最多|至少|一般|通常|大约|超过|的|为|是|在|和|与|您|请|可以|以上|以下|以内|拨打|致电|支付(?!宝)|交易|例如"
    r"|比如|合计|一共|总共"
)
_GENERAL_EN = frozenset(
    "the a an of for to per each day month year payment payments transaction limit limits fee fees charge cost"
    " costs price amount"
    " phone hotline call line number is are at most least up about maximum minimum you your pay total example and"
    " or in on with by"
    " from daily monthly yearly single service customer".split()
)


def label(text: str, low: int, value: Value) -> str:
    """The name of the figure `value`, as readers would look for it; empty when the words before it name none.

    `low` is where the words before it may begin: at the end of the figure before, or where its passage begins.
    """
    if value.kind not in NAMED or value.form == "loose" or value.start - low < 5:
        return ""
    cut = low < value.start - _REACH
    parts = _STOPS.split(text[value.start - _REACH if cut else low : value.start])
    if cut and len(parts) == 1:
        return ""
    name = _COPULA.sub("", parts[-1]).strip(_MARKS)
    if _names(name):
        return name
    before = parts[-2].strip(_MARKS) if name and len(parts) > 1 + cut else ""
    return f"{before}, {name}" if _names(before) else ""  # 用外卡付款，单笔最高: the clause before says of what


def _names(name: str) -> bool:
    """Whether `name` says more than any page would say of its own subject."""
    if "\ue000" in name:
        return False
    if _HAN.search(name):
        rest = _GENERAL_ZH.sub("", name)
        return len(_HAN.findall(name)) >= 5 and (len(_HAN.findall(rest)) >= 3 or _LATIN.search(rest) is not None)
    words = _WORD.findall(name.casefold())
    telling = [word for word in words if word not in _GENERAL_EN]
    # A proper name tells as much as two words do.
    return len(words) >= 3 and (len(telling) >= 2 or (len(telling) == 1 and _LATIN.search(name, 1) is not None))
