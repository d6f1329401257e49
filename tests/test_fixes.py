"""Repairs: what has one right repair is mended, everything else in the file stays byte for byte."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from conftest import DEFAULTS, TODAY, MakeSite, write_files
from payguide import checks
from payguide.fixes import Plan, plan
from payguide.fixes.edits import Conflict, Edit, TextFile, apply, diff
from payguide.model.findings import Finding
from payguide.model.site import Site


def _plan(site: Site) -> Plan:
    return plan(site, checks.run(site), checks.run)


def _mended(make_site: MakeSite, files: dict[str, str]) -> dict[str, str]:
    """The changed files after all repairs, by path below docs; no repaired fault is left."""
    site = make_site(files)
    made = _plan(site)
    made.write()
    again = Site.load(site.root, TODAY)
    left = {(finding.rule, finding.location.path, finding.location.line) for finding in checks.run(again)}
    assert not left & {(item.finding.rule, *_place(item.finding)) for item in made.repairs}
    assert _plan(again).repairs == []
    return {path.removeprefix("docs/"): (site.root / path).read_text(encoding="utf-8") for path in made.texts()}


def _place(finding: Finding) -> tuple[str, int]:
    return finding.location.path, finding.location.line


def test_heading_ids_are_copied_from_the_source(make_site: MakeSite) -> None:
    zh = "# 甲\n\n## 一 { #one }\n\n### 二 { #two }\n\n## 三 { #three }\n\n## 四 {: #four }\n\n## 五 { .x #five }\n"
    en = "# A\n\n## One { #one }\n\n### Two\n\n## Three ##\n\nFour\n----\n\n## Five { .x }\n"
    files = _mended(make_site, {"zh/a.md": zh, "en/a.md": en})
    assert files == {
        "en/a.md": "# A\n\n## One { #one }\n\n### Two { #two }\n\n## Three { #three } ##\n\n"
        "Four {: #four }\n----\n\n## Five { #five .x }\n"
    }


@pytest.mark.parametrize(
    "en",
    [
        "# A\n\n## One { #one }\n\n## Two\n",  # one section is missing: which?
        "# A\n\n## One { #one }\n\n### Two\n\n## Three\n",  # another level
        "# A\n\n## Two { #other }\n\n## Three\n\n## One { #one }\n",  # another id, another order
        '# A\n\n## One { #one }\n\n<a id="two"></a><a id="three"></a>\n\n## Two\n\n## Three\n',  # the ids are taken
    ],
)
def test_ids_that_could_be_others_are_left(make_site: MakeSite, en: str) -> None:
    zh = "# 甲\n\n## 一 { #one }\n\n## 二 { #two }\n\n## 三 { #three }\n"
    more = "# 乙\n\n## 一 { #one }\n\n## 二 { #two }\n\n## 三 { #three }\n"
    assert _mended(make_site, {"zh/a.md": zh, "en/a.md": en, "both/b.md": more}) == {}


def test_ids_of_the_source_are_never_guessed(make_site: MakeSite) -> None:
    both = {"both/b.md": "# B\n\n## One { #one }\n\n## Two { #two }\n"}
    assert _mended(make_site, {"zh/a.md": "# 甲\n\n## 一\n", "en/a.md": "# A\n\n## One { #one }\n", **both}) == {}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("[x](Sub/B.md)", "[x](sub/b.md)"),
        ("[x](./SUB/b.md#one)", "[x](./sub/b.md#one)"),
        ('[x](<Sub/b.md> "B.md")', '[x](<sub/b.md> "B.md")'),
        ("[Sub/B.md](Sub/B.md)", "[Sub/B.md](sub/b.md)"),
        ("- [x](sub/b .md)\n- `[x](Sub/B.md)`", "- [x](sub/b.md)\n- `[x](Sub/B.md)`"),
        ("[x](sub/ b.md#one)", "[x](sub/b.md#one)"),
        ("[x](sub/b%20.md)", "[x](sub/b.md)"),
        ("[x](Sub/B.md#One)", "[x](sub/b.md#one)"),
        ("[x](Sub/B.md#none)", "[x](sub/b.md#none)"),  # the file is found then, its section still is not
        ("[x](sub/b.md#One)", "[x](sub/b.md#one)"),
        ("[x](#Own)", "[x](#own)"),
        ("[x](/en/sub/b/#one)", "[x](sub/b.md#one)"),
        ("[x](/en/img/p.png)", "[x](img/p.png)"),
        ("![x](img/P.png)", "![x](img/p.png)"),
        ("[![x](img/P.png)](Sub/B.md)", "[![x](img/p.png)](sub/b.md)"),
        ("[x][1] [y][1]\n\n[1]: Sub/B.md 'B'", "[x][1] [y][1]\n\n[1]: sub/b.md 'B'"),
        ("| [x](Sub/b.md) | [x](Sub/b.md) |\n|---|---|", "| [x](sub/b.md) | [x](sub/b.md) |\n|---|---|"),
        ("[x](Sub/%C3%89t%C3%A9.md)", "[x](sub/%C3%A9t%C3%A9.md)"),
    ],
)
def test_targets_are_mended(make_site: MakeSite, wrong: str, right: str) -> None:
    files = {
        "both/a.md": "# A\n\n## Own { #own }\n",
        "both/sub/b.md": "# B\n\n## One { #one }\n",
        "both/sub/été.md": "# C\n",
        "both/img/p.png": "",
    }
    top = "# A\n\n[x](sub/b.md) [x](sub/été.md)\n\n## Own { #own }\n\n"
    source = {"zh/a.md": f"{top}{right}\n"}  # the pair is equal once the link is mended
    mended = _mended(make_site, {**files, **source, "en/a.md": f"{top}{wrong}\n"})
    assert mended == {"en/a.md": f"{top}{right}\n"}


@pytest.mark.parametrize(
    "text",
    [
        "[x](nowhere.md)",
        "[x](Nowhere.md#One)",
        "[x](sub/b.md#none)",
        "[x](sub/b.md#twin)",  # Twin and TWIN are both there
        "[x](/zh/sub/b/)",  # no such page in the built site
        "[x](/sub/b/)",  # another language
        '<a href="Sub/b/">x</a>',
        "[x](Sub/{{ name }}.md)",
        "```\n[x](Sub/B.md)\n```",
        "    [x](Sub/B.md)",
        "`[x](Sub/B.md)`",
        "[x\ny](Sub/B.md)",  # over two lines
        "[x](https://example.com/A .md)",
    ],
)
def test_targets_without_one_right_repair_are_left(make_site: MakeSite, text: str) -> None:
    page = "# B\n\n## One { #one }\n\n## A { #Twin }\n\n## B { #TWIN }\n"
    site = make_site({"both/a.md": "# A\n", "both/sub/b.md": page, "en/a.md": f"# A\n\n{text}\n"})
    assert _plan(site).texts() == {}


def test_an_excused_fault_is_left(make_site: MakeSite) -> None:
    comment = "<!-- check: allow link-case until 2027-03-31 because the file is renamed soon -->"
    assert _mended(make_site, {"both/b.md": "# B\n", "both/a.md": f"# A\n\n{comment}\n[x](B.md)\n"}) == {}


def test_what_would_make_a_new_fault_is_refused_and_the_rest_done(make_site: MakeSite) -> None:
    zh = "# 甲\n\n## 一 { #one }\n\n## 二 { #two }\n"
    en = "# A\n\n[x](#second) [y](B.md)\n\n## First\n\n## Second\n"  # the new id would break the first link
    more = "# B\n\n## One { #one }\n\n## Two { #two }\n"
    site = make_site({"zh/a.md": zh, "en/a.md": en, "both/b.md": more})
    made = _plan(site)
    assert made.texts() == {"docs/en/a.md": "# A\n\n[x](#second) [y](b.md)\n\n## First { #one }\n\n## Second\n"}
    refused = [(repair.finding.rule, repair.finding.location.line) for repair in made.refused]
    assert refused == [("heading-id-missing", 7)]


def test_line_endings_and_marks_stay(make_site: MakeSite) -> None:
    site = make_site({"both/b.md": "# B\n", "both/a.md": "# A\n"})
    path = site.root / "docs/en/a.md"
    path.write_bytes(
        b"\xef\xbb\xbf# A\r\n\r\nOne\x0ctwo\x85\xe2\x80\xa8 [x](B.md)\r[x](B.md)\n\n[x](B.md)".replace(b"\x85", b"")
    )
    path.chmod(0o640)
    made = _plan(Site.load(site.root, TODAY))
    assert len(made.repairs) == 3
    made.write()
    wanted = b"\xef\xbb\xbf# A\r\n\r\nOne\x0ctwo\xe2\x80\xa8 [x](b.md)\r[x](b.md)\n\n[x](b.md)"
    assert path.read_bytes() == wanted
    assert path.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in path.parent.iterdir() if item.name.startswith(".")] == []


def test_other_encodings_and_strange_places_are_left(
    make_site: MakeSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = make_site({"both/b.md": "# B\n", "both/a.md": "# A\n", "both/c.md": "# C\n"})
    (site.root / "docs/en/a.md").write_bytes("# A 价\n\n[x](B.md)\n".encode("gb18030"))
    outside = tmp_path_factory.mktemp("outside") / "c.md"
    outside.write_text("# C\n\n[x](B.md)\n", encoding="utf-8")
    (site.root / "docs/en/c.md").unlink()
    (site.root / "docs/en/c.md").symlink_to(outside)
    assert _plan(Site.load(site.root, TODAY)).repairs == []


def test_a_link_to_a_page_stays_a_link(make_site: MakeSite) -> None:
    site = make_site({"both/b.md": "# B\n", "both/a.md": "# A\n", "shared/a.md": "# A\n\n[x](B.md)\n"})
    path = site.root / "docs/en/a.md"
    path.unlink()
    path.symlink_to("../../shared/a.md")
    _plan(Site.load(site.root, TODAY)).write()
    assert path.is_symlink()
    assert path.read_text(encoding="utf-8") == "# A\n\n[x](b.md)\n"


def test_a_file_changed_in_the_meantime_is_not_overwritten(make_site: MakeSite) -> None:
    site = make_site({"both/b.md": "# B\n", "zh/a.md": "# A\n", "en/a.md": "# A\n\n[x](B.md)\n"})
    made = _plan(site)
    path = site.root / "docs/en/a.md"
    path.write_text("# A\n\nmine [x](B.md)\n", encoding="utf-8")
    with pytest.raises(OSError):
        made.write()
    assert path.read_text(encoding="utf-8") == "# A\n\nmine [x](B.md)\n"


def test_the_patch_can_be_applied(make_site: MakeSite) -> None:
    site = make_site(
        {
            "both/b.md": "# B\n",
            "zh/a.md": "# A\r\n\r\n[x](B.md)",
            "en/a.md": "# A\n\n[x](B.md)\x0c\n\n1\n2\n3\n4\n[x](B.md)",
        }
    )
    made = _plan(site)
    patch = made.diff()
    assert (site.root / "docs/en/a.md").read_text(encoding="utf-8").count("B.md") == 2
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "--whitespace=nowarn", "-"],
        input=patch.encode(), cwd=site.root, check=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(site.root.parent)},
    )  # fmt: skip
    for path, text in made.texts().items():
        assert (site.root / path).read_bytes() == text.encode(), path


def test_edits_are_exact() -> None:
    def edit(column: int, old: str, new: str) -> Edit:
        return Edit("a", 1, column, old, new)

    assert apply("abc\r\nd", [edit(1, "a", "xx"), edit(3, "c", ""), edit(1, "a", "xx")]) == "xxb\r\nd"
    for edits in ([edit(1, "b", "x")], [edit(1, "ab", "x"), edit(2, "b", "y")], [Edit("a", 9, 1, "", "x")]):
        with pytest.raises(Conflict):
            apply("abc", edits)
    assert diff("a", "x\n", "x\n") == ""


def test_a_text_file_is_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff")
    assert TextFile.read(tmp_path / "a") is None
    assert TextFile.read(tmp_path / "none") is None


def test_nothing_to_mend_in_a_good_guide(tmp_path: Path) -> None:
    write_files(tmp_path, DEFAULTS)
    assert _plan(Site.load(tmp_path, TODAY)).texts() == {}
