"""The cache: the same findings with it and without it, whatever state it is in, and no findings of yesterday."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import DEFAULTS, write_files
from payguide.cache import store, verdicts
from payguide.cli.checking import check
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Scan
from payguide.model.site import Site
from payguide.sources import markdown
from payguide.sources.slugs import Slugger

ROOT = Path(__file__).parents[1]
FIXTURES = Path(__file__).parent / "fixtures"
#: Names every file that is opened below the folder in the last argument, then runs the command line.
LISTENER = """
import os, sys
root = sys.argv.pop()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if path.startswith(root + os.sep):
            sys.stderr.write("OPENED " + os.path.relpath(path, root) + "\\n")
sys.addaudithook(hear)
from payguide.cli import main
main()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setattr(store, "FOLDER", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one fault, written long enough ago to be trusted."""
    root = tmp_path / "project"
    write_files(root, {**DEFAULTS, "both/a.md": "---\ntitle: {a: 1, b: [x, null]}\n---\n# A\n\n[x](b.md) `c|d`\n"})
    time.sleep(0.1)
    return root


def _check(root: Path, *options: str) -> list[str]:
    """What the command line finds."""
    done = CliRunner().invoke(check, ["--root", str(root), "--format", "json", "--lang", "en", *options])
    found = json.loads(done.stdout)["findings"]
    return [" ".join(str(finding[key]) for key in ("severity", "rule", "path", "line", "message")) for finding in found]


@pytest.mark.parametrize("root", [*sorted(path for path in FIXTURES.iterdir() if path.is_dir()), ROOT], ids=str)
def test_pages_from_the_cache_are_the_pages(root: Path) -> None:
    first, second = Site.load(root, is_cached=True), Site.load(root, is_cached=True)
    assert repr(first.pages) == repr(second.pages) == repr(Site.load(root).pages)


def test_only_what_changed_is_scanned(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Site.load(project, is_cached=True)
    (project / "docs/en/a.md").write_text("# Another\n", encoding="utf-8")
    scanned: list[str] = []

    def scan(text: str, path: str, slug: Slugger | None) -> Scan:
        scanned.append(path)
        return markdown.scan(text, path, slug)

    monkeypatch.setattr("payguide.model.reading.scan", scan)
    assert Site.load(project, is_cached=True).pages["a", "en"].heading == "Another"
    assert scanned == ["docs/en/a.md"]


def test_another_slug_rule_is_another_page(project: Path) -> None:
    write_files(project, {"zh/a.md": "# 甲\n\n## 换 外币\n"})
    ids = [section.id for section in Site.load(project, is_cached=True).pages["a", "zh"].sections]
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    extension = "markdown_extensions:\n  - toc: {slugify: !!python/name:pymdownx.slugs.uslugify }\n"
    (project / "mkdocs.yml").write_text(text + extension, encoding="utf-8")
    again = [section.id for section in Site.load(project, is_cached=True).pages["a", "zh"].sections]
    assert (ids, again) == (["_1", "_2"], ["甲", "换-外币"])


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "other", "open", "folder"])
def test_a_damaged_file_is_as_good_as_none(project: Path, folder: Path, damage: str) -> None:
    expected = repr(Site.load(project, is_cached=True).pages)
    (file,) = folder.glob("pages-*.json")
    content = file.read_bytes()
    if damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "flip":
        file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "other":
        file.write_bytes(b"\x80\x04cos\nsystem\n" * 9)
    elif damage == "open":
        file.chmod(0o666)
    else:
        file.unlink()
        file.mkdir()
    assert repr(Site.load(project, is_cached=True).pages) == expected


def test_where_nothing_can_be_written_nothing_is_kept(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(store, "FOLDER", tmp_path / "file" / "cache")
    assert Site.load(project, is_cached=True).pages


def test_projects_that_were_not_checked_for_long_are_forgotten(tmp_path: Path, folder: Path) -> None:
    for number in range(30):
        store.write("pages", tmp_path / str(number), "state", b"x")
    assert len(list(folder.glob("pages-*.json"))) == 16
    assert store.read("pages", tmp_path / "29", "state") == b"x"
    assert store.read("pages", tmp_path / "29", "another") is None


def test_findings_come_back_as_they_were(project: Path) -> None:
    inner = say("'{name}'", name="甲")
    findings = [
        Finding("a", Severity.ERROR, Location("x.md", 2, 3), say("{count} of {what}", count=2, what=inner), say("do")),
        Finding("b", Severity.NOTE, Location("y.md"), "plain", "", Location("z.md", 4)),
    ]

    class Verdict:
        pass

    judged = Verdict()
    judged.findings, judged.known = findings, findings[:1]  # type: ignore[attr-defined]
    verdicts.remember(project, "question", lambda: (None, judged))  # type: ignore[arg-type,return-value]
    found = verdicts.recall(project, "question")
    assert found is not None and found.findings == findings and found.known == findings[:1]
    assert found.findings[0].message.translated({"{count} of {what}": "{what}有{count}个"}) == "'甲'有2个"  # type: ignore[attr-defined]
    assert verdicts.recall(project, "another question") is None


def test_a_change_of_an_inherited_configuration_is_seen(project: Path) -> None:
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(project, {"mkdocs.yml": "INHERIT: shared/base.yml\n", "shared/base.yml": text})
    time.sleep(0.1)
    first = _check(project)
    assert first and _check(project) == first
    write_files(
        project, {"shared/base.yml": text.replace("{locale: en, name: English}", "{locale: fr, name: Français}")}
    )
    assert _check(project) == _check(project, "--no-cache") != first


CHANGES = {
    "a page": ("docs/en/a.md", "# A\n\n[x](c.md)\n"),
    "a new page": ("docs/zh/n.md", "# N\n"),
    "a file beside the pages": ("docs/assets/x.png", "x"),
    "the configuration": ("mkdocs.yml", "site_name: X\n"),
    "the settings of the checker": (".checks.yml", "severities: {link-target-missing: note}\n"),
    "the data": ("docs/_data/glossary.yml", "- id: x\n"),
    "the built site": ("site/index.html", "<html lang=zh>"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_is_seen(project: Path, name: str) -> None:
    first = _check(project)
    assert _check(project) == first
    path, text = CHANGES[name]
    write_files(project, {path: text})
    changed = _check(project)
    assert changed == _check(project, "--no-cache") != first or name == "a file beside the pages"
    assert _check(project, "--today", "2030-01-01") == _check(project, "--no-cache", "--today", "2030-01-01")


def test_every_file_that_the_checker_reads_counts(tmp_path: Path) -> None:
    """Whoever writes a rule that reads another file must add it to what is watched."""
    root = tmp_path / "site"
    shutil.copytree(FIXTURES / "site-bad", root)
    write_files(root, {"docs/_data/facts/a.yml": "[]\n", "site/index.html": "<html lang=zh>", ".checks.yml": "{}\n"})
    command = [sys.executable, "-P", "-c", LISTENER, "check", "--no-cache", "--root", str(root), str(root)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, capture_output=True, text=True
    )
    opened = {line.removeprefix("OPENED ") for line in done.stderr.splitlines() if line.startswith("OPENED ")}
    assert "mkdocs.yml" in opened and "docs/zh/index.md" in opened
    watched = ("docs", "site", "overrides", "mkdocs.yml", ".checks.yml", ".checks-baseline.json")
    assert {path for path in opened if path.split("/")[0] not in watched} == set()
