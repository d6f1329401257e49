"""What belongs together in a line of Chinese stays together on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint

from leaflet_project import FONTS
from payguide.leaflets import firstlines
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


COMPLAINT = "A complaint: speak to the outlet's manager first, then call the line for financial consumers, "


def lines(box: Any) -> Iterator[str]:
    """The words of every line in `box`."""
    if type(box).__name__ == "LineBox":
        yield "".join(getattr(part, "text", "") for part in box.descendants())
    else:
        for child in getattr(box, "children", ()):
            yield from lines(child)


def test_a_text_is_not_torn_for_the_blank_at_its_end() -> None:
    firstlines.install()
    face = f"@font-face {{ font-family: F; src: url({(FONTS / 'LeafletLatin.ttf').as_uri()}) }}"
    for width in range(120, 190):
        style = f"<style>{face} p {{ font: 18pt F; width: {width}mm }} b {{ white-space: nowrap }}</style>"
        document = weasyprint.HTML(string=f"{style}<p>{COMPLAINT}<b>12363</b>.</p>").render()
        found = [line for line in lines(document.pages[0]._page_box) if line]
        assert all(len(line.split()) > 1 for line in found[:-1]), (width, found)
