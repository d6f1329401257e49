"""Chinese words behind numbers: currencies, units, measure words."""

from __future__ import annotations

from payguide.values.parsing.base import Kind

_MONEY = {
    "元": "CNY", "圆": "CNY", "块": "CNY", "块钱": "CNY", "元钱": "CNY", "元人民币": "CNY", "人民币": "CNY",
    "美元": "USD",
    "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "港元": "HKD", "港币": "HKD",
    "澳门元": "MOP",
    "澳门币": "MOP", "新台币": "TWD", "台币": "TWD", "韩元": "KRW", "韩币": "KRW", "加元": "CAD", "澳元": "AUD",
    "新元": "SGD",
    "新加坡元": "SGD", "泰铢": "THB", "卢布": "RUB", "瑞士法郎": "CHF", "林吉特": "MYR", "越南盾": "VND", "卢比": "INR",
    "迪拉姆": "AED", "新西兰元": "NZD",
}  # fmt: skip
#: Small coins, as parts of the yuan.
COINS = {"角": "0.1", "毛": "0.1", "角钱": "0.1", "毛钱": "0.1", "分钱": "0.01"}
_TIMES = {
    "秒": "second", "秒钟": "second", "分钟": "minute", "小时": "hour", "个小时": "hour", "个钟头": "hour",
    "钟头": "hour",
    "天": "day", "日内": "day", "日以内": "day", "日之内": "day", "日后": "day", "日游": "day", "个自然日": "day",
    "自然日": "day", "天内": "day", "周": "week", "个星期": "week", "星期": "week", "个礼拜": "week", "个月": "month",
    "个季度": "quarter", "季度": "quarter", "年": "year", "个工作日": "working day", "工作日": "working day",
    "个交易日": "trading day", "交易日": "trading day", "毫秒": "millisecond", "昼夜": "day", "整天": "day",
}  # fmt: skip
_MEASURES = {
    "毫米": "mm", "厘米": "cm", "公分": "cm", "米": "m", "公里": "km", "千米": "km", "克": "g", "毫克": "mg",
    "斤": "jin",
    "公斤": "kg", "千克": "kg", "吨": "t", "毫升": "ml", "升": "l", "摄氏度": "°C", "华氏度": "°F", "平方米": "m²",
    "平方公里": "km²", "立方米": "m³", "英寸": "inch", "英尺": "foot", "英里": "mile", "像素": "px",
    "海里": "nautical mile",
    "公顷": "hectare", "亩": "mu", "度": "°", "字节": "byte", "瓦": "W", "伏": "V", "磅": "pound",
}  # fmt: skip
_COUNTED = (
    "张 个 家 种 位 名 次 步 项 条 台 部 份 笔 枚 页 件 套 只 支 句 门 座 间 章 节 段 行 列 倍 人 本 辆 艘 架 颗 粒"
    " 片 瓶 杯"
    " 盒 袋 包 束 对 副 匹 头 所 款 样 轮 场 届 期 批 组 群 队 排 圈 遍 趟 回 封 幅 扇 栋 幢 棵 株 朵 根 把 顶 国"
    " 省 市 县"
    " 语 字 位数 位置 颗 户 桌 课 题 幕 集 首 篇 卷 册 岁 周岁 周年 星级 美分 星 格 环 边 角形 大 项目 步骤 人次 余人"
    " 万人 个人 名人 国家 城市 个月大 平 级 类 楼 层 号 路 站 点 方面 方 口 代 面 处 道 下 声 手 号线 成 折扣 局 班"
    " 段位"
)
#: Measure words after which a single character is a name, an order or a saying as often as a number.
LOOSE = frozenset(
    "大 级 类 楼 层 号 路 站 点 方面 方 口 代 面 处 道 下 声 手 号线 成 星 角形 边 格 样 回 期 行 国 省 市 县 字 头"
    " 平 环 倍 队"
    " 对 列 节 度 周 星期 日后 分 季度 局 班 段 场 集 国家".split()
)
#: What may stand behind a unit and makes it part of another word.
NOT_BEFORE = {
    "元": "旦素宵首件老帅气凶", "块": "状根茎头", "年": "级代轻青度糕货历终会报", "周": "年围边",
    "天": "然气下空真使才台文地津",
    "日": "元本语益", "米": "饭粉其", "斤": "斗", "人": "民", "度": "假过", "分": "之", "年级": "", "角": "度落形",
    "升": "级", "克": "拉", "月": "饼光球", "章": "鱼", "成": "为功熟立", "本": "来身", "口": "味", "条": "件码",
    "件": "套",    "次": "方",
}  # fmt: skip

#: Every unit with its kind and name; longest first by length, in sets for quick tests.
UNITS: dict[str, tuple[Kind, str]] = {
    **{word: ("count", word) for word in _COUNTED.split()},
    **{word: ("measure", name) for word, name in _MEASURES.items()},
    **{word: ("duration", name) for word, name in _TIMES.items()},
    "百分点": ("percent", ""),
    "个百分点": ("percent", ""),
    **{word: ("money", code) for word, code in _MONEY.items()},
}
#: By the first character of units, how long they are, longest first: most numbers without a unit are told by it.
FIRST = {
    first: tuple(sorted({len(word) for word in UNITS if word[0] == first}, reverse=True))
    for first in {word[0] for word in UNITS}
}
#: Currencies that may stand before an amount.
NAMED = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "英镑": "GBP", "日元": "JPY"}
NAME_ENDS = frozenset(name[-1] for name in NAMED)
#: With these begin magnitude words, small coins, and words for a little more.
MAGNIFIERS = frozenset(" 多余十百千万亿")
COIN_STARTS = frozenset(coin[0] for coin in COINS)
MORE = frozenset("多余来")


def unit_at(text: str, place: int) -> tuple[Kind, str, int] | None:
    """Kind, name and end of the unit that begins at `place`, the longest there is."""
    for length in FIRST.get(text[place : place + 1], ()):
        word = text[place : place + length]
        if word in UNITS:
            after = text[place + len(word) : place + len(word) + 1]
            if after and after in NOT_BEFORE.get(word, ""):
                return None
            kind, name = UNITS[word]
            return kind, name, place + len(word)
    return None
