"""The last characters of a Chinese paragraph stay together on paper."""

from __future__ import annotations

import pytest

from payguide.leaflets.orphans import keep_ends, plain


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>看清店名和金额再确认。</p>", '<p>看清店名和金额再<span class="end">确认。</span></p>'),
        ("<li>请问<b>柜台人员</b></li>", '<li>请问<b>柜台<span class="end">人员</span></b></li>'),
        ("<td>外币兑换（柜台）</td>", "<td>外币兑换（柜台）</td>"),
        ("<p>拨打<b>110</b>。</p>", "<p>拨打<b>110</b>。</p>"),
        ("<p>好的</p>", "<p>好的</p>"),
        ("<p>Keep the receipt.</p>", "<p>Keep the receipt.</p>"),
    ],
)
def test_two_characters_end_a_paragraph(html: str, marked: str) -> None:
    assert keep_ends(html) == marked
    assert plain(marked) == html
