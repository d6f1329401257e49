"""All or nothing: swap, staging, digests, the search index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from payguide.publish import digest, search, swap


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


def test_the_index_finds_chinese_across_inline_tags() -> None:
    html = '<h1>现金</h1><p>请领<strong>零钱</strong>包。</p><h2 id="notes">小面额 <span>纸币</span></h2><p>a  b</p>'
    [page] = json.loads(search.index([("现金", "pay/cash/", html)]))
    assert page == {
        "t": "现金",
        "u": "pay/cash/",
        "s": [["", "", "请领零钱包。"], ["小面额纸币", "notes", "a b"]],
    }
