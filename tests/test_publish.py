"""All or nothing: swap, staging, digests, the search index."""

from __future__ import annotations

import json
import os
import signal
from datetime import date
from pathlib import Path

import pytest

from payguide.model.findings import Finding
from payguide.model.words import Saying, Term
from payguide.publish import digest, make, pipeline, search, swap
from payguide.publish.offline import packs


def tree(folder: Path, text: str) -> Path:
    (folder / "en").mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / "en" / "index.html").write_text(text, encoding="utf-8")
    return folder


def test_a_swap_leaves_the_new_site_and_nothing_else(tmp_path: Path) -> None:
    tree(tmp_path / "site", "old")
    with swap.staging(tmp_path) as folder:
        swap.swap(tree(folder / "site", "new"), tmp_path / "site", tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert [path.name for path in (tmp_path / ".cache").iterdir()] == ["lock"]


def test_without_atomic_exchange_two_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    test_a_swap_leaves_the_new_site_and_nothing_else(tmp_path)


def test_a_failing_second_rename_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    tree(tmp_path / "site", "old")
    with swap.staging(tmp_path) as folder:
        new = tree(folder / "site", "new")
        rename = Path.rename

        def fail(self: Path, target: Path) -> Path:
            if self == new:
                raise OSError(28, "No space left on device")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", fail)
        with pytest.raises(OSError, match="No space"):
            swap.swap(new, tmp_path / "site", tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_build_killed_between_the_renames_is_recovered(tmp_path: Path) -> None:
    tree(tmp_path / ".cache" / "previous", "old")
    swap.recover(tmp_path / "site", tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_failed_build_leaves_no_staging_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), swap.staging(tmp_path) as folder:
        tree(folder / "site", "half")
        raise RuntimeError
    assert list((tmp_path / ".cache").glob("staging-*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_waits_until_the_workers_have_started(number: signal.Signals) -> None:
    before, done = signal.getsignal(number), False
    with pytest.raises(KeyboardInterrupt), make._undisturbed():
        os.kill(os.getpid(), number)
        done = True
    assert done and signal.getsignal(number) is before


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with swap.staging(tmp_path), pytest.raises(swap.Busy), swap.staging(tmp_path):
        pass


def test_a_target_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(PermissionError):
        swap.writable(tmp_path / "site")


def test_unchanged_inputs_and_output_are_recognised(tmp_path: Path) -> None:
    docs = tree(tmp_path / "docs", "text")
    site = tree(tmp_path / "site", "built")
    (tmp_path / ".cache").mkdir()
    first = digest.inputs(tmp_path, ["https://a.example/"])
    assert not digest.is_current(tmp_path, site, first)
    digest.remember(tmp_path, site, first)
    assert digest.is_current(tmp_path, site, first)
    assert digest.inputs(tmp_path, ["https://b.example/"]) != first
    (docs / "index.html").write_text("changed")
    assert digest.inputs(tmp_path, ["https://a.example/"]) != first
    (site / "index.html").unlink()
    assert not digest.is_current(tmp_path, site, first)


def test_a_withdrawal_is_a_build_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(root: Path, site: Path, url: str | None, today: date, told: object, withdraw: bool) -> list[Finding]:
        tree(site, "withdrawn" if withdraw else "kept")
        return []

    monkeypatch.setattr(make, "make", made)
    unchanged = []
    for withdraw, says in ((False, "kept"), (True, "withdrawn"), (True, "withdrawn"), (False, "kept")):
        result = pipeline.build(
            tmp_path, tmp_path / "site", None, date(2026, 11, 23), False, lambda step: None, withdraw=withdraw
        )
        unchanged.append(result.unchanged)
        assert (tmp_path / "site" / "index.html").read_text() == says
    assert unchanged == [False, False, True, False]


def test_a_pack_gives_back_every_file_and_keeps_what_is_equal_once(tmp_path: Path) -> None:
    page = "<style>a{color:red}b{color:red}</style><main><li>one</li><li>two</li></main>"
    known = [["Pay", "", "", "", 1, []], ["Cash", "", "", "cash/", 1, [["", "", '"one", and two']]]]
    texts = {
        "index.html": page,
        "cash/index.html": page.replace("two", "three"),
        "search.json": search.written({"p": known, "g": [], "s": []}),
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    pack = json.loads(packs.packed(tmp_path, texts))
    found = {path: "".join(pack["pieces"][at] for at in places) for path, places in pack["files"].items()}
    assert found == texts
    assert pack["pieces"].count("<li>one</li>") == 1
    assert pack["pieces"].index(search.written(known[1])) > pack["files"]["cash/index.html"][-1]


def test_the_index_finds_chinese_across_inline_tags() -> None:
    html = '<h1>用现金</h1><p>请领<strong>零钱</strong>包。</p><h2 id="notes">小面额 <span>纸币</span></h2><p>a  b</p>'
    data = json.loads(search.index([search.Entry("现金", "怎么付", "pay/cash/", html)], [], [], "zh"))
    sections = [["", "", "请领零钱包。"], ["小面额纸币", "notes", "a b"]]
    assert data == {"p": [["现金", "用现金", "怎么付", "pay/cash/", 1.0, sections]], "g": [], "s": []}


def test_the_index_keeps_cells_apart_and_leaves_out_what_nobody_looks_for() -> None:
    html = (
        "<h1>Pay</h1><table><thead><tr><th>Place</th></tr></thead><tbody><tr><td>A taxi</td><td>Cash.</td></tr>"
        '<tr><td>A hotel (<b>酒店</b>)</td></tr></tbody></table><h2 id="empty">Nothing</h2><div data-nosearch>no</div>'
    )
    assert search.sections(html) == [("", "", "A taxi · Cash. A hotel (酒店)")]


def test_sentences_of_a_list_are_found_one_by_one_under_the_readers_words() -> None:
    english = '<figcaption class="phrase-en">Words {n}</figcaption>'
    card = '<figure class="phrase" id="say-{n}"><p class="phrase-zh">句{n}</p>' + english + "</figure>"
    html = "<h2 id='all'>All</h2>" + "".join(card.format(n=number) for number in range(12))
    assert search.sections(html, ".phrase-en")[3] == ("Words 3", "say-3", "句3")
    assert search.sections(html, ".phrase-zh")[3] == ("句3", "say-3", "Words 3")
    few = "<h2 id='all'>All</h2>" + card.format(n=1)
    assert search.sections(few) == [("All", "all", "句1 · Words 1")]


def test_terms_are_called_by_all_their_names_and_readers_words_by_what_the_guide_says() -> None:
    names = {"zh": "零钱包", "en": "change pack", "pinyin": "língqiánbāo", "avoid": {"en": ["coin bag"], "zh": []}}
    note = {"zh": "一包零钱。", "en": "Small notes."}
    term = Term.model_validate({"id": "change-pack", "note": note, **names})
    saying = Saying(id="coins", words=["coins", "散钱"], means={"zh": ["零钱"], "en": ["change"]})
    page = search.Entry("Glossary", "", "help/glossary/", '<dl class="glossary" data-nosearch></dl>')
    data = json.loads(search.index([page], [term], [saying], "en"))
    address = "help/glossary/#term-change-pack"
    assert data["g"] == [["change pack", "零钱包", "língqiánbāo", "change pack", ["coin bag"], "Small notes.", address]]
    assert data["s"] == [[["change"], ["coins", "散钱"]]]
    assert json.loads(search.index([page], [term], [saying], "zh"))["g"][0][0] == "零钱包"
