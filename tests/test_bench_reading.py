"""How hard texts are to read: what is counted, what is left out, and what stands out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import MakeSite
from payguide.bench import plainness, reading
from payguide.bench.plainness import Sentence, grade, officialese, sentences, syllables
from payguide.bench.reading import measure
from payguide.model.holdings import Data

FRONT = "---\ntitle: T\n---\n"


def read(site: MakeSite, tmp_path: Path, files: Mapping[str, str], locale: str) -> list[tuple[str, int, int]]:
    page = site(files).pages["a", locale]
    return [(item.text, item.line, item.length) for item in sentences(page, Data(), tmp_path)]


def test_english_sentences_are_cut_and_counted_in_words(make_site: MakeSite, tmp_path: Path) -> None:
    text = (
        f'{FRONT}# A very long heading that nobody counts\n\n!!! answer "Do this first"\n'
        "    Look at the till. Ask for a *change pack* (零钱包) at [the counter](index.md).\n\n"
        "1.  **Your PIN.** You pay 3.5 yuan, i.e. not much,\n    at your bank&#x27;s ATM.\n\n"
        "| Way | What to do |\n|---|---|\n| Card | Hold it near the sign. Wait |\n"
    )
    assert read(make_site, tmp_path, {"zh/a.md": "# 甲\n", "en/a.md": text}, "en") == [
        ("Look at the till.", 7, 4),
        ("Ask for a change pack at the counter.", 7, 8),
        ("You pay 3.5 yuan, i.e. not much, at your bank's ATM.", 9, 12),
        ("Hold it near the sign.", 14, 5),
    ]


def test_chinese_sentences_are_counted_in_characters(make_site: MakeSite, tmp_path: Path) -> None:
    text = f"{FRONT}# 标题不算\n\n- 先看标识。再用 Visa 卡付 500 元，按《现金收付管理规定》找零；好。\n"
    assert read(make_site, tmp_path, {"zh/a.md": text, "en/a.md": "# A\n"}, "zh") == [
        ("先看标识。", 6, 4),
        ("再用 Visa 卡付 500 元，按找零；", 6, 10),
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("money", 2), ("easy", 2), ("signature", 3), ("500", 1), ("bank's", 1), ("bank’s", 1)],
)
def test_syllables_are_those_that_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_words_that_the_dictionary_does_not_know_are_taken_apart() -> None:
    assert syllables("zhongwenxyz") >= 1 and syllables("pre-paid") == 2


def test_the_grade_is_that_of_the_formula() -> None:
    words = "The cat sat on the mat".split()
    assert grade([Sentence(" ".join(words), 1, 6)]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    hard = "International organisations facilitate comprehensive identification of unsatisfactory documentation."
    assert grade([Sentence(hard, 1, 9)]) > reading.GRADE


@pytest.mark.parametrize(
    ("text", "locale", "words"),
    [
        ("请凭护照办理，并予以登记。", "zh", ["凭护照办理", "予以"]),
        ("正在进行中，必须带护照。", "zh", []),
        ("换外币进行登记须知。", "zh", ["进行"]),
        ("Prior to payment you shall utilise it.", "en", ["Prior to", "shall", "utilise"]),
        ("Before you pay, use it.", "en", []),
        ("mit Bezug auf", "de", []),
    ],
)
def test_words_of_officials_are_found(text: str, locale: str, words: list[str]) -> None:
    assert [word for word, _ in officialese([Sentence(text, 7, 9)], locale)] == words


def test_what_is_longer_or_stiffer_stands_out() -> None:
    plain = [Sentence("先看标识再刷卡", 1, 7)] * 10
    level = measure("a", "zh", plain).outstanding
    assert level < 1
    assert measure("a", "zh", [*plain, Sentence("长", 1, 90), Sentence("长", 1, 90)]).outstanding > 1
    assert measure("a", "zh", [*plain, Sentence("予以登记", 1, 4)]).outstanding > level
    assert measure("a", "en", [Sentence("It is so", 1, 30)]).outstanding > 1
    assert measure("a", "zh", [Sentence("长", 1, n) for n in range(1, 11)]).tenth == 9


def test_the_hardest_page_comes_first_with_its_place(make_site: MakeSite, tmp_path: Path) -> None:
    long = "这是一句很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的话。"
    make_site(
        {
            "zh/a.md": f"{FRONT}# 甲\n\n先看标识再付钱。\n",
            "en/a.md": f"{FRONT}# A\n\nLook first, then pay.\n",
            "zh/b.md": f"{FRONT}# 乙\n\n{long}\n",
            "en/b.md": f"{FRONT}# B\n\nThis one is short.\n",
        }
    )
    told = reading.reading(tmp_path).splitlines()
    names = [line.split()[0] for line in told if line and not line.startswith(("docs/", "zh:", "en:"))]
    assert names == ["page", "b", "a", "all", "target"]
    assert told[told.index("zh:") + 1].startswith(f"docs/zh/b.md:6: {len(long) - 1}: ")
    assert reading.reading(tmp_path, markdown=True).startswith("| page | zh characters | every 10th |")


def test_the_lists_of_words_do_not_name_what_pages_must_say() -> None:
    """Words that only look like those of officials, and that the guide needs."""
    for text in ("必须", "须知", "若干", "正在进行中"):
        assert not plainness.OFFICIALESE["zh"].search(text), text
