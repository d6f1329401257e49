"""What Chinese says around its figures: denials, duties, ideas that tell figures apart, sums."""

from __future__ import annotations

import re

from payguide.model.patterns import later
from payguide.values.parsing.base import Bound, Words

#: What makes a figure a bound, right before it and right behind it.
BOUNDS: dict[Bound, str] = {
    "about": "约|大约|约为|大概|近|将近|接近|差不多|≈|~",
    "least": "至少|不少于|不低于|不小于|最低|最少",
    "most": "最多|不超过|不得超过|不能超过|至多|不高于|不多于|不大于|最高",
    "min": "超过|高于|多于|大于|满|超出|>|≥",
    "max": "未超过|没超过|低于|少于|小于|不足|不满|未满|不到|<|≤",
}
BOUNDS_AFTER = re.compile(r" ?(?:(?P<about>左右|上下)|(?P<min>(?:及|或)?以上)|(?P<max>(?:及|或)?以下|以内|之内))")

WORDS = Words(
    denial=later(
        r"不得(?![不已了而])|(?<!能)不能(?!不)|(?<!要)不要(?!紧)|不可(?![避缺或思少分待挡言用])|不应|不准|不许|不允许|严禁|禁止|切勿|请勿|切忌"
    ),
    negation=later(r"(?<!会)不会|(?<!需)不需要|(?<!收)不收|(?<!受理)不受理|(?<!接受)不接受"),
    denied=later(
        r"不(?![仅但断过久管论])|未(?!来)|非(?!常)|(?<![特分级类识性区个差告])别(?![人的处名针])|(?<![至多])少|(?<!是)否|只(?!要)"
        r"|(?:除|以|之|例)外|[没无勿莫禁免拒休忌防避除仅才缺难失错停留待守呆沒無別僅難錯]"
    ),
    flaws=later(r"不(?:对(?![外称])|足|错)"),
    refusal=later(r"拒绝?|忘记?|漏掉?|错过|失败"),
    duty=later(r"必须|务必|一定要"),
    bound=later(r"[须应要得需必请只才该均凡不勿禁]|一定|务|强制|规定"),
    leave=later(r"可以|可(?=[用选在以])|能够|能(?![力量源耗])"),
    cues={
        "each": later(r"每次|单笔|每笔|一次|单次|每张|每回"),
        "day": later(r"每天|每日|单日|一天|当日|日累计|日限"),
        "week": later(r"每周|一周|星期"),
        "month": later(r"每月|单月|一个月|月累计"),
        "year": later(r"每年|全年|年累计|一年|年度|年限"),
        "fee": later(r"手续费|费用|收费|服务费|工本费"),
        "limit": later(r"限额|上限|额度|不超过|最多|至多|最高"),
        "least": later(r"至少|最低|最少|起点|起付|下限|以上|超过|满|高于"),
        "less": later(r"以下|以内|不足|低于|少于|未满"),
        "adult": later(r"成人|成年|大人"),
        "child": later(r"儿童|小孩|孩子|未成年|学生"),
        "from": later(r"从|由|原来?|此前|之前|起始"),
        "to": later(r"到|至|现在?|改为|提高为|增至|降至|调至"),
        "deposit": later(r"押金|存入|存款|定金"),
        "withdraw": later(r"取款|取现|支取|提取"),
        "credit": later(r"信用卡|贷记"), "debit": later(r"借记卡|储蓄卡"),
        "cash": later(r"现金"), "card": later(r"刷卡|银行卡|外卡"), "scan": later(r"扫码|二维码|手机"),
        "weekday": later(r"工作日|平日|周一至周五"), "weekend": later(r"周末|节假日"),
        "open": later(r"开门|开始|营业|上班"), "close": later(r"关门|结束|打烊|下班|截止"),
        "refund": later(r"退款|退税|退还"), "rate": later(r"利率|费率|税率|汇率|比例"),
        "police": later(r"报警|公安|警察"), "fire": later(r"火警|消防"),
        "ambulance": later(r"急救|救护"),
        "home": later(r"境内|国内|本地"), "abroad": later(r"境外|国外|海外|外国"),
        "new": later(r"新"), "old": later(r"旧|老"), "first": later(r"首|第一"),
        "apart": later(r"间隔|相隔|之间"),
    },
    paid=later(r"(?:付|给|交|收您|递)[^0-9，。；]{0,6}\Z"),
    change=later(r"找(?:零|回|您|给您|补)*(?:应为|应是|是|为)?(?:人民币)?[ ：:]*\Z"),
    hints={
        number: later(rf"(?<![周期拜之])[{chars}](?!分之)")
        for number, chars in enumerate("零〇 一单首 二两双俩倍 三叁仨 四 五 六 七 八 九 十".split())
    },
    sums={
        "plus": later(r"\+|加上?|，?再加上?"), "minus": later(r"[-–−]|减去?"),
        "times": later(r"[×xX*]|乘以?"),
        "over": later(r"÷|/|除以"), "share": later(r"的|按"),
        "equals": later(r"[，,]?(?:=|等于|就是|即|共|合计|一共是?|共计|总共是?|是|为)"),
        "about": later(r"≈|约等于|约为|大约是?|约"),
    },
)  # fmt: skip
