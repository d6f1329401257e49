"""The whole build: wrong input is refused with place and remedy, and the site in place stays whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from guide_site import ROOT, TODAY
from payguide.cli import main
from payguide.model.findings import has_errors
from payguide.publish.make import make
from payguide.publish.mkdocs import build_pages

pytestmark = pytest.mark.slow


def copy_project(folder: Path) -> Path:
    """A copy of the guide whose documents can be spoilt; templates and library are the real ones."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("overrides", "scripts", "requirements.txt"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = copy_project(tmp_path)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the site from before")
    return root


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "payguide", "build", "--root", str(root), "--format", "terminal", *arguments]


def guide(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit status and everything printed by a build of `root`."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        command(root, *arguments), capture_output=True, text=True, encoding="utf-8", env=environment, cwd=root
    )
    return done.returncode, done.stdout + done.stderr


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change that replaces the first `old` in the file `path` by `new`."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


FACTS = "docs/_data/facts/mobile.yml"
LEAFLETS = "docs/_data/leaflets.yml"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (edit(FACTS, "  kind:", "   kind:"), [f"{FACTS}:", "not valid YAML", "yaml-syntax"]),
        (edit(FACTS, "  sources:", "  source:"), [f"{FACTS}:", "unknown field 'source'", "did you mean 'sources'"]),
        (edit(FACTS, "- id: mobile.annual_limit_usd", "- id: mobile.single_limit_usd"), ["already used at"]),
        (lambda root: (root / "docs/en/cash/atm.md").unlink(), ["docs/zh/cash/atm.md", "translation-missing"]),
        (lambda root: (root / "docs/zh/cash/atm.md").unlink(), ["docs/en/cash/atm.md", "translation-orphan"]),
        (
            edit("docs/en/pay/mobile.md", "mobile.single_limit_usd", "mobile.single_limit_us"),
            ["docs/en/pay/mobile.md:", "did you mean", "mobile.single_limit_usd", "fact-unknown"],
        ),
        (
            edit(LEAFLETS, "cash/atm#steps", "cash/atm#stepz"),
            [f"{LEAFLETS}:", "leaflet-section-missing", "steps"],
        ),
        (edit("docs/zh/pay/index.md", "](", "](../nowhere/"), ["docs/zh/pay/index.md:", "link-target-missing"]),
        (edit("docs/zh/index.md", "{ #rule }", ""), ["docs/zh/index.md:", "heading-id-missing"]),
        (edit("mkdocs.yml", "nav:", "nav: ["), ["mkdocs.yml:", "config-invalid"]),
    ],
    ids=[
        "yaml", "source", "duplicate-id", "no-translation", "no-source-page", "unknown-fact",
        "leaflet-section", "link", "heading-id", "configuration",
    ],
)  # fmt: skip
def test_wrong_input_is_refused_with_its_place(project: Path, change: Callable[[Path], None], words: list[str]) -> None:
    change(project)
    status, said = guide(project)
    assert status == 1, said
    assert "Traceback" not in said
    assert [word for word in words if word not in said] == [], said
    assert (project / "site" / "index.html").read_text() == "the site from before"
    assert list((project / ".cache").glob("staging-*")) == []


def test_an_output_that_cannot_be_written_is_named_before_the_work(project: Path) -> None:
    (project / "taken").write_text("a file")
    status, said = guide(project, "--output", str(project / "taken"))
    assert status == 2 and "taken" in said and "--output" in said and "Traceback" not in said


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("delay", [1.0, 2.5, 5.0])
def test_an_interrupted_build_leaves_the_old_site_whole(project: Path, name: str, delay: float) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    with (project / "said").open("w") as output:
        process = subprocess.Popen(
            command(project), stdout=output, stderr=output, env=environment, cwd=project,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # whoever runs the tests
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(getattr(signal, name))
        process.wait(timeout=60)
    said = (project / "said").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert (project / "site" / "index.html").read_text() == "the site from before"
    if name != "SIGKILL":
        # Python may end itself by the signal after the message, which shells show as 130 too.
        assert process.returncode in (130, -signal.SIGINT) and "Nothing was published" in said
        assert list((project / ".cache").glob("staging-*")) == []


def failing(error: BaseException) -> Callable[..., None]:
    def command(**_: object) -> None:
        raise error

    return command


def replaced(first: BaseException) -> Exception:
    """The error that some code raises in place of another, as classes do whose making is interrupted."""
    try:
        try:
            raise first
        except BaseException as cause:
            raise RuntimeError("Error calling __set_name__") from cause
    except RuntimeError as error:
        return error


def test_a_fault_of_ours_is_not_taken_for_an_interruption() -> None:
    with pytest.raises(RuntimeError):
        main(failing(replaced(ValueError("wrong"))))


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x"), 2, "the disk is full (/x)"),
        (OSError(errno.EROFS, "Read-only file system", "/x"), 2, "no right to write here (/x)"),
        (PermissionError(errno.EACCES, "Permission denied"), 2, "no right to write here"),
        (OSError(errno.EIO, "Input/output error"), 2, "Input/output error"),
        (click.UsageError("no such thing"), 2, "no such thing"),
        (KeyboardInterrupt(), 130, "Nothing was published"),
        (replaced(KeyboardInterrupt()), 130, "Nothing was published"),
    ],
)
def test_a_machine_that_cannot_is_explained_in_one_line(
    error: BaseException, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(failing(error))
    said = capsys.readouterr().err
    assert ended.value.code == status and words in said


def tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    assert not has_errors(make(ROOT, tmp_path / "again", None, TODAY, lambda step: None))
    first, second = dict(tree(built)), dict(tree(tmp_path / "again"))
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    listed = json.loads(first["leaflets/leaflets.json"])
    files = {f"leaflets/{file['file']}" for sheet in listed for file in sheet["files"].values()}
    assert {name for name in first if name.endswith(".pdf")} == files


def test_mkdocs_alone_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]


def test_only_what_readers_need_is_published(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert not [name for name in names if name.startswith(("_data", "zh/", "en/assets")) or name.endswith(".md")]
    assert not [name for name in names if "fonts" in name or name.endswith(".ttf")]
    assert {"search.json", "en/search.json", "404.html", "sitemap.xml", "leaflets/leaflets.json"} <= names


def test_a_site_under_a_sub_path_names_itself_and_its_languages_in_full(tmp_path: Path) -> None:
    assert build_pages(ROOT, tmp_path / "site", "https://bank.example/guide", epoch=0) == []
    page = (tmp_path / "site" / "en" / "cash" / "atm" / "index.html").read_text(encoding="utf-8")
    base = "https://bank.example/guide"
    assert f'<link rel="canonical" href="{base}/en/cash/atm/">' in page
    assert f'<link rel="alternate" hreflang="zh-CN" href="{base}/cash/atm/">' in page
    assert f'<link rel="alternate" hreflang="en" href="{base}/en/cash/atm/">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{base}/cash/atm/">' in page
    lost = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert 'href="/guide/en/"' in lost
