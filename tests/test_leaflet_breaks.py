"""What belongs together in a line of Chinese stays together on paper."""

from __future__ import annotations

import pytest

from payguide.leaflets.breaks import keep_whole, plain


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>看清店名和金额再确认。</p>", '<p>看清店名和金额再<span class="whole">确认。</span></p>'),
        ("<li>请问<b>柜台人员</b></li>", '<li>请问<b>柜台<span class="whole">人员</span></b></li>'),
        ("<td>外币兑换（柜台）</td>", "<td>外币兑换（柜台）</td>"),
        ("<p>拨打<b>110</b>。</p>", "<p>拨打<b>110</b>。</p>"),
        ("<p>好的</p>", "<p>好的</p>"),
        ("<p>Keep the receipt.</p>", "<p>Keep the receipt.</p>"),
    ],
)
def test_two_characters_end_a_paragraph(html: str, marked: str) -> None:
    assert keep_whole(html) == marked
    assert plain(marked) == html


def test_a_figure_keeps_its_unit_without_a_space() -> None:
    marked = keep_whole("<p>不超过5000&nbsp;美元，24\u00a0小时内</p>")
    assert marked == '<p>不超过<span class="whole">5000美元</span>，<span class="whole">24小时</span>内</p>'
    assert plain(marked) == "<p>不超过5000美元，24小时内</p>"
