"""Characters that give away where a text comes from."""

from __future__ import annotations

import re
from functools import lru_cache

#: Characters of Big5's first plane that GB 2312 lacks, though simplified text uses them as they are.
_BOTH = (
    "伕伋吋汍呎抆杗沍沘迆釆佺劻姅枓沬泜玨玥甽芣帟昤洸炤疢祇耑苧觔郃堉屘崁晅栘浬涊浥玆珮珪砠祐衹迺偺偯偭屝惇敔晞勗梱梡梂"
    "琍脰脤釭愒棻湣湲湩焜琯僇塭徬暍楛煆煖痳硿覜詻詨跦鄗雊僎僩嘐塽慇槃榣箄裯誧跼遝鄘鉼儅墦奭撚撢潠潟瞋蔆褕踡彊暸澴燐璘璟穋"
    "豭擭橾歜毚濬濩糢縿褽谿賸櫂燸霤韹鯈儳巉櫺瓖蘗鶸觼籣籥昇煊喆堃瞭徵甯於邨陞甦犇龢迺脩翀噘蹚勠"
)


@lru_cache(maxsize=1)
def traditional() -> re.Pattern[str]:
    """Finds characters that no simplified text holds: common in Taiwan's Big5, absent from the mainland's GB 2312."""
    rows = bytes(
        byte for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)) for byte in (high, low)
    )
    common = set(rows.decode("big5", "ignore"))
    simplified = set("".join(sorted(common)).encode("gb2312", "ignore").decode("gb2312"))
    return re.compile(f"[{''.join(sorted(common - simplified - set(_BOTH)))}]")
