"""What the benchmarks stand on: generated guides without a fault, edits that must apply, and other tools' words."""

from __future__ import annotations

from pathlib import Path

import pytest

from payguide.bench import generated, peers
from payguide.bench.edits import Place, apply
from payguide.bench.mutations import TODAY, Case, load_cases
from payguide.bench.peers import PEERS, Peer, find, fresh, judge
from payguide.bench.programs import Checker, Complaint, Later, Scene, _bare, _source
from payguide.bench.tables import table
from payguide.bench.tally import tables, wrong
from payguide.bench.trials import Bench
from payguide.checks import run
from payguide.model.project import Project
from payguide.sources.built import BuiltSite

BASE = Path(__file__).parent / "mutations" / "base"


def test_a_generated_guide_has_no_fault_in_its_sources_and_its_pages(tmp_path: Path) -> None:
    root = generated.generate(BASE, tmp_path / "guide", pages=36)
    site = generated.build(root)
    project = Project.load(root, TODAY)
    assert len(project.site.pages) == 36
    assert run(project.site, BuiltSite.load(site, root), also=project.findings) == []


@pytest.mark.parametrize(
    "edit",
    [
        {"file": "en/index.md", "find": "not on this page", "replace": "x"},
        {"file": "en/index.md", "find": "cash", "replace": "x"},
        {"file": "en/index.md", "find": "Home", "replace": "Home"},
        {"file": "en/index.md", "add": "there already"},
    ],
)
def test_an_edit_that_does_not_apply_is_refused(tmp_path: Path, edit: dict[str, str]) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    with pytest.raises(ValueError):
        apply(bench.root, edit)


def test_a_case_is_put_back(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    edits = [
        {"file": "en/index.md", "find": "title: Home", "replace": "title: House"},
        {"file": "zh/help/setup.md", "rename": "zh/help/app.md"},
        {"file": "en/help/phones.md", "delete": True},
        {"file": "en/new.md", "add": "# New\n"},
    ]
    before = {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file()}
    with bench.spoilt(Case("defect", "links", {"name": "all", "edit": edits})) as places:
        assert places[0] == Place("docs/en/index.md", 2, 2)
        assert not (bench.root / "docs/en/help/phones.md").exists() and (bench.root / "docs/en/new.md").exists()
    assert {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file()} == before


def test_an_edit_of_the_source_counts_at_both_ends(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    places = apply(bench.root, {"file": "zh/index.md", "find": "title: 首页", "replace": "title: 主页"})
    assert places == [Place("docs/zh/index.md", 2, 2), Place("docs/en/index.md", 2, 2)]


def test_a_case_that_does_not_apply_says_which_and_what_to_do(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    case = Case("defect", "links", {"name": "gone", "edit": {"file": "en/index.md", "find": "no such words"}})
    with pytest.raises(ValueError, match=r"'gone' in tests/mutations/defects/links.yml .* occurs 0 times. Let it edit"):
        bench.run(case)
    nowhere: dict[str, object] = {
        "name": "n",
        "edit": {"file": "en/index.md", "find": "Home", "nth": 1, "replace": "x"},
    }
    nowhere["expect"] = {"find": "no such words"}
    with pytest.raises(ValueError, match="where it is expected"):
        bench.run(Case("defect", "links", nowhere))


def test_all_up_to_a_text_is_replaced(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    edit = {"file": "en/pay/cards.md", "find": "## Who pays", "until": "## PIN", "replace": ""}
    assert apply(bench.root, edit) == [Place("docs/en/pay/cards.md", 33, 33)]
    text = (bench.root / "docs/en/pay/cards.md").read_text(encoding="utf-8")
    assert "Who pays" not in text and "Shops must not" not in text and "## PIN" in text
    with pytest.raises(ValueError, match="does not occur after"):
        apply(bench.root, {"file": "en/pay/cards.md", "find": "## PIN {", "until": "nowhere", "replace": ""})


def test_what_is_kept_between_cases_changes_nothing(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    assert bench.findings() == []
    case = {"name": "c", "edit": {"file": "_data/facts/all.yml", "find": "- id: wallet.wait", "replace": "- id: w.w"}}
    with bench.spoilt(Case("defect", "facts", case)):
        project = Project.load(bench.root, TODAY)
        assert bench.findings() == run(project.site, also=project.findings) != []
    assert bench.findings() == []


def _told(**heard: bool) -> dict[str, bool]:
    return {f"{'defect' if name[0] == 'd' else 'variant'} links/{name}": told for name, told in heard.items()}


CASES = [Case("defect" if name[0] == "d" else "variant", "links", {"name": name}) for name in ("d1", "d2", "v1")]


def test_the_tally_counts_by_family_and_leaves_blanks_for_what_is_not_installed() -> None:
    made = tables(CASES, {"ours": _told(d1=True, d2=False, v1=True), "lychee": None}, markdown=True).splitlines()
    assert made[0] == "|  | cases | ours | lychee |"
    assert "| links | 2 | 1 | – |" in made and "| values | 0 | 0 | – |" in made
    assert made[-2:] == ["| defects caught | 2 | 1 | – |", "| false alarms on correct variants | 1 | 1 | – |"]


def test_our_own_misses_and_alarms_are_named() -> None:
    assert wrong(CASES, _told(d1=True, d2=False, v1=True)) == "missed: defect links/d2\nfalse alarm: variant links/v1"
    assert wrong(CASES, _told(d1=True, d2=True, v1=False)).startswith("Nothing is missed")


def _grep(word: str) -> Checker:
    """A checker that complains of every page that says `word`."""

    def check(scene: Scene) -> Later:
        pages = sorted((scene.root / "docs").rglob("*.md"))
        found = [path.relative_to(scene.root).as_posix() for path in pages if word in path.read_text(encoding="utf-8")]
        return lambda: [Complaint(path, word) for path in found]

    return check


def test_another_checker_is_counted_by_the_files_that_it_newly_names(tmp_path: Path) -> None:
    bench = Bench.copy(BASE, tmp_path / "guide")
    peer = Peer("grep", "grep", "", frozenset({"links"}), _grep)
    edit = {"file": "en/index.md", "find": "title: Home", "replace": "title: Passport"}
    seen = Case("defect", "links", {"name": "seen", "edit": edit})
    elsewhere = Case("defect", "links", {"name": "elsewhere", "edit": edit, "expect": {"path": "zh/index.md"}})
    unknown = Case("defect", "facts", {"name": "unknown", "edit": edit})
    variant = Case("variant", "links", {"name": "variant", "edit": edit})
    told = judge({peer: "Passport"}, [seen, elsewhere, unknown, variant], {"small": bench}, lambda _: None)["grep"]
    assert told == {
        "defect links/seen": True,
        "defect links/elsewhere": False,
        "defect facts/unknown": False,
        "variant links/variant": True,
    }


def test_only_new_complaints_count() -> None:
    one, two = Complaint("a.md", "x"), Complaint("b.md", "x")
    assert fresh([one, one, two], [one]) == [one, two]


def test_built_pages_stand_for_their_sources() -> None:
    assert _source("index.html") == "docs/zh/index.md"
    assert _source("en/index.html") == "docs/en/index.md"
    assert _source("en/pay/cards/index.html") == "docs/en/pay/cards.md"


def test_other_checkers_see_a_project_without_our_hooks_and_with_all_warnings() -> None:
    config = _bare("site_name: A\nhooks:\n  - x.py\nvalidation:\n  anchors: ignore\ntheme:\n  name: null\nnav: []\n")
    assert "x.py" not in config and "null" not in config and "anchors: ignore" not in config
    assert "site_name: A" in config and "nav: []" in config and "anchors: warn" in config


def test_a_tool_that_is_not_there_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [peer.name for peer in PEERS if find(peer, tmp_path)] == ["MkDocs strict"]


def test_what_cannot_be_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    failed = peers.install(tmp_path / "tools")
    assert failed[-1] == "po4a: sudo apt-get install po4a" and len(failed) == 3


def test_every_case_names_its_guide_and_no_case_is_written_twice() -> None:
    cases = load_cases(BASE.parent)
    assert {case.base for case in cases} == {"small", "guide"}
    written = [(case.kind, str(case.edits), case.reviewed) for case in cases]
    assert len(set(written)) == len(written)


def test_tables_for_a_terminal_and_for_markdown() -> None:
    head, rows = ["family", "ours"], [["links", "58"], ["all", "100"]]
    assert table(head, rows, markdown=False) == "family  ours\nlinks     58\nall      100"
    assert table(head, rows, markdown=True) == "| family | ours |\n|---|---:|\n| links | 58 |\n| all | 100 |"
