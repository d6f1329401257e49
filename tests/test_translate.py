"""The translate commands on small projects: status, review, diff, new."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import MKDOCS, write_files
from payguide import checks
from payguide.cli import cli
from payguide.model.project import Project
from payguide.model.site import Site
from payguide.translating.comparing import changes
from payguide.translating.yamlediting import add_locale

ZH = "# 卡\n\n## 步骤 { #steps }\n\n插卡，付 100 元。\n\n## 费用 { #fees }\n\n没有。\n"
EN = "# Cards\n\n## Steps { #steps }\n\nInsert it and pay CNY 100.\n\n## Fees { #fees }\n\nNone.\n"
FILES = {"mkdocs.yml": MKDOCS, "zh/index.md": "# 首页\n", "en/index.md": "# Home\n", "zh/a.md": ZH, "en/a.md": EN}
REVIEWS = "docs/_data/reviews/en.yml"

Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    write_files(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def run(root: Path) -> Run:
    def command(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["translate", *arguments, "--root", str(root)])

    return command


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def rules(root: Path) -> list[str]:
    found = checks.run(Project.load(root, date(2026, 11, 23)).site)
    return [f"{item.location.path.removeprefix('docs/')}:{item.location.line} {item.rule}" for item in found]


def test_status_without_reviews_says_what_is_translated(run: Run, root: Path) -> None:
    write_files(root, {"zh/b.md": "# 乙\n"})
    said = run("status").output
    assert "missing" in said and "done" in said and "80 % translated; no reviews" in said
    data = json.loads(run("status", "--format", "json").output)["locales"]["en"]
    assert data["percent_translated"] == 80 and data["percent_done"] == 80 and data["reviews"] is None
    assert {page["page"]: page["state"] for page in data["pages"]} == {"a": "done", "b": "missing", "index": "done"}


def test_a_review_is_recorded_and_a_later_change_of_the_source_is_stale(run: Run, root: Path) -> None:
    done = run("review", "--all", "--today", "2026-11-01")
    assert done.exit_code == 0 and "4 sections recorded" in done.output
    assert rules(root) == []
    edit(root, "docs/zh/a.md", "100", "200")
    assert rules(root) == ["en/a.md:3 translation-stale", "en/a.md:5 value-mismatch"]
    assert "source changed: #steps" in run("status", "--open").output
    page = json.loads(run("status", "--format", "json").output)["locales"]["en"]["pages"][0]
    assert [part["state"] for part in page["list"]] == ["done", "stale", "done"]
    assert page["list"][1]["reviewed"] == "2026-11-01" and page["percent_done"] == 66
    edit(root, "docs/en/a.md", "100", "200")
    assert rules(root) == ["en/a.md:3 translation-both-changed"]
    before = (root / REVIEWS).read_text(encoding="utf-8").splitlines()
    assert run("review", "docs/en/a.md", "--today", "2026-11-02").exit_code == 0
    after = (root / REVIEWS).read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1 and changed[0].startswith("  steps: ") and changed[0].endswith(" 2026-11-02")
    assert rules(root) == []


def test_one_section_can_be_reviewed(run: Run, root: Path) -> None:
    run("review", "--all")
    edit(root, "docs/zh/a.md", "100", "200")
    edit(root, "docs/zh/a.md", "没有。", "很少。")
    assert "1 sections" in run("review", "a#fees").output
    assert rules(root) == ["en/a.md:3 translation-stale", "en/a.md:5 value-mismatch"]
    unknown = run("review", "a#steeps")
    assert unknown.exit_code == 2 and "fees, steps" in unknown.output


def test_a_page_is_named_by_file_of_either_language_or_by_slug(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docs/zh/a.md", "docs/en/a.md", "a", str(root / "docs/en/a.md")):
        (root / REVIEWS).unlink(missing_ok=True)
        assert run("review", name).exit_code == 0 and "a:\n" in (root / REVIEWS).read_text(encoding="utf-8")
    monkeypatch.chdir(root / "docs" / "en")
    assert run("review", "index.md").exit_code == 0
    assert "index:" in (root / REVIEWS).read_text(encoding="utf-8")
    wrong = run("review", "docs/en/aa.md")
    assert wrong.exit_code == 2 and "there is no page" in wrong.output


def test_a_renamed_id_is_healed_and_a_deleted_page_forgotten(run: Run, root: Path) -> None:
    run("review", "--all", "--today", "2026-11-01")
    for code in ("zh", "en"):
        edit(root, f"docs/{code}/a.md", "#fees", "#cost")
        (root / f"docs/{code}/index.md").unlink()
        write_files(root, {f"{code}/home.md": "# 新\n"})
    assert rules(root) == ["_data/reviews/en.yml:7 review-orphan", "en/home.md:1 translation-unreviewed"]
    done = run("review", "a")
    assert done.exit_code == 0 and "0 sections recorded" in done.output
    text = (root / REVIEWS).read_text(encoding="utf-8")
    assert "  cost: " in text and "fees" not in text and "index:" in text and text.count("2026-11-01") == 4
    assert "1 old ones taken out" in run("review", "--all").output
    assert rules(root) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("docs/en/a.md", "## Fees { #fees }\n\nNone.\n", "", "translation-section-missing"),
        ("docs/en/a.md", "None.", "<!-- untranslated -->\n\n没有。", "translation-untranslated"),
        ("docs/zh/a.md", "{ #fees }", "{ #steps }", "heading-id-duplicate"),
        ("docs/en/a.md", "# Cards", "---\ntitle: [\n---\n\n# Cards", "front-matter-invalid"),
    ],
)
def test_a_page_with_errors_of_structure_is_refused(
    run: Run, root: Path, path: str, old: str, new: str, rule: str
) -> None:
    edit(root, path, old, new)
    done = run("review", "--all")
    assert done.exit_code == 1 and rule in done.output and "were not recorded" in done.output
    text = (root / REVIEWS).read_text(encoding="utf-8")
    assert "index:" in text and "\na:" not in text


def test_a_file_of_reviews_that_cannot_be_read_is_not_written_over(run: Run, root: Path) -> None:
    write_files(root, {"_data/reviews/en.yml": "<<<<<<< ours\na:\n"})
    done = run("review", "--all")
    assert done.exit_code == 1 and "review-invalid" in done.output
    assert (root / REVIEWS).read_text(encoding="utf-8") == "<<<<<<< ours\na:\n"


def test_ci_records_no_reviews(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    done = run("review", "--all")
    assert done.exit_code == 2 and "CI" in done.output and not (root / REVIEWS).exists()


@pytest.mark.parametrize(
    "arguments", [("review",), ("review", "--all", "a"), ("status", "--locale", "fr"), ("diff", "x")]
)
def test_wrong_use_is_explained(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and "Error:" in done.output


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_diff_finds_the_reviewed_words_in_git_across_a_rename(run: Run, root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    run("review", "--all")
    for code in ("zh", "en"):
        git(root, "mv", f"docs/{code}/a.md", f"docs/{code}/cards.md")
    git(root, "commit", "-qm", "two")
    edit(root, "docs/zh/cards.md", "100", "200")
    git(root, "commit", "-qam", "three")
    edit(root, "docs/zh/cards.md", "200", "300")
    said = run("diff", "docs/en/cards.md").output
    assert "#steps" in said and "source changed" in said and "#fees" not in said
    assert "[-100-]{+300+}" in said and "Insert it and pay CNY 100." in said


def test_diff_says_plainly_when_the_reviewed_words_are_lost(run: Run, root: Path) -> None:
    run("review", "--all")
    edit(root, "docs/zh/a.md", "100", "200")
    said = " ".join(run("diff", "a").output.split())
    assert "git does not know the words of that review" in said
    assert "插卡，付 200 元。" in said and "Insert it and pay CNY 100." in said
    edit(root, "docs/zh/a.md", "200", "100")
    assert "every section is as it was reviewed" in run("diff", "a").output


def test_changes_are_words_and_chinese_characters() -> None:
    found = changes("付 100 元，不找零。 Pay now", "付 200 元，找零。 Pay later")
    assert [(piece.kind, piece.text) for piece in found if piece.kind != "same"] == [
        ("old", "100"), ("new", "200"), ("old", "不"), ("old", "now"), ("new", "later"),
    ]  # fmt: skip


CONFIG = """\
site_name: 指南   # what readers see
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        # the source
        - locale: zh
          name: 中文
          default: true
        - locale: en
          name: English
          site_name: "Guide: how to pay"
          nav_translations:
            卡: Cards   # short

# extensions below
markdown_extensions: [attr_list]
nav:
  - index.md
  - 卡: [a.md]
"""


#: What was printed so far; a command writes it.
PRINTED = "- id: visitor\n  versions:\n  - version: 1\n    digest: {zh: '1', en: '2'}\n"


def test_a_new_language_gets_everything_and_nothing_is_overwritten(run: Run, root: Path) -> None:
    write_files(
        root,
        {
            "mkdocs.yml": CONFIG,
            "_data/strings/zh.yml": "# 文字\nlanguage_tag: zh-CN\ndirection: ltr\nhome: 首页\n",
            "_data/strings/en.yml": "# words\nlanguage_tag: en\ndirection: ltr\nhome: Home  # short\n",
            "docs/ar/index.md": "# مرحبا\n",
            "_data/glossary.yml": "- id: pack  # one\n  zh: 零钱包\n  en: pack\n  avoid: {en: [bag], zh: []}\n",
            "_data/printed.yml": PRINTED,
        },
    )
    dry = run("new", "ar", "--from", "en", "--dry-run")
    assert dry.exit_code == 0 and "would write docs/ar/a.md (new)" in dry.output
    assert not (root / "docs/ar/a.md").exists() and (root / "mkdocs.yml").read_text(encoding="utf-8") == CONFIG
    assert run("new", "ar", "--from", "en").exit_code == 0
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert [line for line in CONFIG.splitlines() if line not in text.splitlines()] == []
    languages = yaml.safe_load(text)["plugins"][1]["i18n"]["languages"]
    assert languages[2] == {
        "locale": "ar",
        "name": "العربية",
        "build": True,
        "site_name": "Guide: how to pay",
        "nav_translations": {"卡": "Cards"},
    }
    assert (root / "docs/ar/index.md").read_text(encoding="utf-8") == "# مرحبا\n"
    page = (root / "docs/ar/a.md").read_text(encoding="utf-8")
    assert page.startswith("# Cards\n\n<!-- untranslated -->\n\n## Steps { #steps }\n\n<!-- untranslated -->\n\nInsert")
    strings = (root / "docs/_data/strings/ar.yml").read_text(encoding="utf-8")
    assert "language_tag: ar\ndirection: rtl\nhome: Home  # short  # untranslated" in strings
    assert "  en: pack\n  ar: pack  # untranslated\n  avoid" in (root / "docs/_data/glossary.yml").read_text("utf-8")
    assert (root / "docs/_data/printed.yml").read_text(encoding="utf-8") == PRINTED
    marks = [line for line in rules(root) if line.endswith("translation-untranslated")]
    assert [line.partition(" ")[0] for line in marks] == [
        "_data/glossary.yml:4", "_data/strings/ar.yml:4", "ar/a.md:3", "mkdocs.yml:20",
    ]  # fmt: skip
    again = run("new", "ar", "--from", "en")
    assert again.exit_code == 0 and "has everything" in again.output


def test_a_language_that_is_there_gets_new_pages_only(run: Run, root: Path) -> None:
    write_files(root, {"zh/pay/new.md": "---\ntitle: 新\n---\n\n# 新\n\n开头。\n"})
    assert "wrote docs/en/pay/new.md (new)" in run("new", "en").output
    page = (root / "docs/en/pay/new.md").read_text(encoding="utf-8")
    assert page == "---\n# untranslated\ntitle: 新\n---\n\n# 新\n\n<!-- untranslated -->\n\n开头。\n"
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == MKDOCS
    assert [line for line in rules(root) if "untranslated" in line and "new" in line] != []
    state = json.loads(run("status", "--format", "json").output)["locales"]["en"]["pages"][-1]
    assert state["page"] == "pay/new" and state["percent_translated"] == 0


def test_a_suffix_project_gets_suffixed_pages(run: Run, root: Path) -> None:
    config = MKDOCS.replace("docs_structure: folder", "docs_structure: suffix")
    write_files(
        root, {"mkdocs.yml": config, "docs/b.md": "# 乙\n", "docs/pay/c.zh.md": "# 丙\n", "docs/b.en.md": "# B\n"}
    )
    assert run("new", "ar").exit_code == 0
    assert (root / "docs/b.ar.md").exists() and (root / "docs/pay/c.ar.md").exists()
    languages = Site.load(root).locales
    assert [(locale.code, locale.name) for locale in languages] == [
        ("zh", "中文"),
        ("en", "English"),
        ("ar", "العربية"),
    ]


@pytest.mark.parametrize(
    ("code", "options", "words"),
    [
        ("qps-ploc", (), "no code that static-i18n takes"),
        ("../x", (), "no code"),
        ("en-XA", (), "--name"),
        ("ar", ("--from", "fr"), "no language of this guide"),
        ("zh", (), "taken from"),
    ],
)
def test_a_code_that_cannot_be_is_refused(
    run: Run, root: Path, code: str, options: tuple[str, ...], words: str
) -> None:
    done = run("new", code, *options)
    assert done.exit_code == 2 and words in done.output
    assert {path.name for path in (root / "docs").iterdir()} == {"zh", "en"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {zh: 甲, en: a}\n", "- {zh: 甲, en: a, ar: a}  # untranslated: ar\n"),
        ('- {en: "a, b", zh: 甲}  # x\n', '- {en: "a, b", ar: "a, b", zh: 甲}  # x  # untranslated: ar\n'),
        ("- en: a  # x\n  zh: 甲\n", "- en: a  # x\n  ar: a  # untranslated\n  zh: 甲\n"),
        ("- {en: {one: a, other: b}}\n", "- {en: {one: a, other: b}, ar: {one: a, other: b}}  # untranslated: ar\n"),
        ("- en: >\n    a\n\n- x: 1\n", "- en: >\n    a\n  # untranslated: ar\n  ar: >\n    a\n\n- x: 1\n"),
        ("- avoid: {en: [a], zh: []}\n", "- avoid: {en: [a], zh: []}\n"),
        ("- {zh: null, en: null}\n", "- {zh: null, en: null}\n"),
        ("- {en: a, ar: b}\n", "- {en: a, ar: b}\n"),
    ],
)  # fmt: skip
def test_words_are_added_beside_those_of_the_other_language(before: str, after: str) -> None:
    node = yaml.compose(before, Loader=yaml.SafeLoader)
    found = add_locale(before, node, "en", "ar")
    assert found == after
    yaml.safe_load(found)
