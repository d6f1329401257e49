"""`bench leaflets`: every engine is given the same words, and what it takes is counted fully."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from guide_site import ROOT
from leaflet_project import SITE, URL, copy_project
from payguide.bench import leaflets as sheets
from payguide.bench import originals, printers, rackcost
from payguide.bench.leaflets import Wanted, costs_table, memory_table
from payguide.bench.printers import CHROMIUM, PRINTERS, TYPST_UA, Printer
from payguide.bench.printing import Printed, last_copy, printed
from payguide.bench.processes import descendants, held, most_held, seconds, whole
from payguide.bench.typesetting import typeset
from payguide.cli import cli
from payguide.leaflets.pack import plan
from payguide.leaflets.rack import TRIFOLD
from payguide.leaflets.styles import constants, light_tokens
from payguide.leaflets.subject import characters

CHECKED, ALONE = PRINTERS[:2]
SIZES = dict.fromkeys(TRIFOLD.panels, 12.0) | {"cover": 14.0}
#: Stands for the typesetter where it is not installed: a file that says which text it was given, and how.
FAKE_TYPST = """
import io, pathlib, pikepdf

class Fonts:
    def __init__(self, include_system_fonts, include_embedded_fonts, font_paths):
        self.names = sorted(path.stem for path in pathlib.Path(font_paths[0]).glob("*.ttf"))

class Compiler:
    def __init__(self, root, font_paths, ignore_system_fonts):
        self.fonts = font_paths.names

    def compile(self, input, format, pdf_standards, pdf_tags):
        document, target = pikepdf.new(), io.BytesIO()
        document.add_blank_page()
        document.docinfo["/Title"] = f"{pathlib.Path(input).name} {format} {pdf_standards} {pdf_tags} {self.fonts}"
        document.save(target)
        return target.getvalue()
"""


def blank() -> bytes:
    document, target = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(target)
    return target.getvalue()


def composed(root: Path, locale: str) -> str:
    project = copy_project(root)
    jobs = plan(project.root, project.site, root / "out", URL)[0]
    return next(job for job in jobs if job.edition.name == f"visitor-{locale}").document().html


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the visitor's sheet alone, and the command beside it."""
    root = copy_project(tmp_path_factory.mktemp("project")).root
    (root / "scripts").symlink_to(ROOT / "scripts")
    return root


@pytest.fixture
def built_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of building pages, those of the fixtures are copied."""

    def build(guide: Path, site: Path) -> Path:
        shutil.copytree(SITE, site)
        return site

    for module in (originals, rackcost):
        monkeypatch.setattr(module, "build_guide", build)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_typst_is_given_every_word_and_picture_of_the_sheet(tmp_path: Path, locale: str) -> None:
    html = composed(tmp_path, locale)
    files = typeset(html, TRIFOLD, SIZES, constants(light_tokens(ROOT)), code="7.png")
    text = files.pop("sheet.typ").decode()
    body = text[text.index("#show: own.with") :]
    words = "".join(json.loads(word) for word in re.findall(r'"(?:[^"\\]|\\.)*"', body))
    tree = LexborHTMLParser(html).body
    assert tree is not None
    assert not characters(tree.text()) - characters(words)
    assert files["7.png"].startswith(b"\x89PNG") and '"7.png"' in body
    pictograms = set(re.findall(r"data:image/svg\+xml,[^\"]+", html))
    assert len(pictograms) == len(files) - 1 == len({name for name in files if name.startswith("sign-")})
    assert all(f'"{name.removesuffix(".svg")}"' in body for name in files if name.endswith(".svg"))


def test_typst_gets_panels_in_reading_order_at_their_places(tmp_path: Path) -> None:
    made = composed(tmp_path, "en")
    text = typeset(made, TRIFOLD, SIZES, constants(light_tokens(ROOT)))["sheet.typ"].decode()
    places = re.findall(r"^#panel\(([^{]+), \{", text, re.MULTILINE)
    boxes = [TRIFOLD.panel(name)[1] for side in TRIFOLD.order for name in side]
    sizes = [SIZES[name] for side in TRIFOLD.order for name in side]
    wanted = [[box.x, box.y, box.width, box.height, size] for box, size in zip(boxes, sizes, strict=True)]
    assert [[float(part) for part in place.split(",")] for place in places] == wanted
    assert text.count("#pagebreak()") == 1
    html = LexborHTMLParser(made)
    assert text.count("head(false") == len(html.css("h2, h3, h4")) > 5
    assert text.count("phrase(") - text.count("#let phrase(") == len(html.css(".phrase"))


def test_words_of_another_language_keep_their_fonts(tmp_path: Path) -> None:
    text = typeset(composed(tmp_path, "en"), TRIFOLD, SIZES, constants(light_tokens(ROOT)))["sheet.typ"].decode()
    assert '#set text(lang: "en"' in text and "#show: own.with(false)" in text
    assert '"Keep the exchange slip ("; han({ "兑换水单" }); "). It' in text
    assert 'han-bold({ "可以付现金吗？" })' in text and 'pinyin({ "Kěyǐ' in text


def test_a_sheet_without_what_typst_is_given_is_refused() -> None:
    with pytest.raises(ValueError, match="has no title"):
        typeset('<html lang="en"><body></body>', TRIFOLD, SIZES, {f"--{name}": "#000" for name in (
            "card", "scan", "cash", "ink", "ink-2")})  # fmt: skip


def test_what_ended_processes_took_is_counted(tmp_path: Path) -> None:
    burn = "import time\nwhile time.process_time() < .4: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    took = whole([sys.executable, "-c", orphan], tmp_path, dict(os.environ))
    assert 0.4 <= took.cpu < 5 and 5 < took.memory < 200


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import os, sys; sys.stderr.write(os.environ['PYTHONPATH']); sys.exit(3)"]
    with pytest.raises(RuntimeError, match=r"ended with status 3:\nmine"):
        whole(command, tmp_path, dict(os.environ) | {"PYTHONPATH": "mine"})


def test_time_and_memory_of_running_processes() -> None:
    child = (
        "import time\nkept = bytearray(50_000_000)\nwhile time.process_time() < .3: pass\nprint(flush=True)\ninput()"
    )
    command = ["sh", "-c", '"$0" -c "$1"; true', sys.executable, child]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as shell:
        assert shell.stdin is not None and shell.stdout is not None
        shell.stdout.readline()
        below = descendants(os.getpid())
        assert shell.pid in below
        [python] = descendants(shell.pid)
        assert below.index(shell.pid) < below.index(python)
        assert 0.2 <= seconds([python]) < 3 and seconds([shell.pid]) < 0.2
        assert 50 < held([shell.pid, python]) < 200 and most_held(python) > 50
        shell.stdin.write(b"\n")
        shell.stdin.flush()
        deadline = time.monotonic() + 20
        while descendants(shell.pid) and time.monotonic() < deadline:
            time.sleep(0.01)
    assert seconds([python]) == held([python]) == 0  # it is gone


def test_costs_stand_beside_chromium_and_typst(tmp_path: Path) -> None:
    found = {printer: Printed([0.3, 0.1, 0.05], 90, [80, 81]) for printer in PRINTERS} | {
        CHROMIUM: Printed([0.4], 500, [480, 490])
    }
    for printer in PRINTERS:
        last_copy(printer, tmp_path).write_bytes(blank())
    rows = costs_table(found, tmp_path, markdown=True).splitlines()
    assert rows[3].startswith("| ours, the file alone | 10.0 | 0.100 | 0.25 | 1 | 90 | ")
    assert rows[4].startswith("| Chromium, tagged | 2.5 | 0.400 | 1 | 4 | 500 | ")
    assert all(re.search(r"\| 1 \| \d+ rules broken \|$", row) for row in rows[2:])


def test_without_the_others_their_rows_are_empty(tmp_path: Path) -> None:
    last_copy(ALONE, tmp_path).write_bytes(blank())
    found = {ALONE: Printed([0.3, 0.1, 0.05], 90, [80, 81])}
    rows = costs_table(found, tmp_path, markdown=True).splitlines()
    assert "| 0.100 | – | – |" in rows[3] and rows[4] == f"| Chromium, tagged | not installed |{' – |' * 7}"
    rows = memory_table(found, (20, 100), markdown=True).splitlines()
    assert rows[0] == "| MB | after 20 | after 100 |"
    assert rows[3] == "| ours, the file alone | 80 | 81 |"
    assert rows[-1] == "| Typst, PDF/UA-1 | not installed | – |"


def test_what_cannot_be_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = []
    monkeypatch.setattr("subprocess.run", lambda command, **_: commands.append(command))
    monkeypatch.setattr(printers, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    notes = printers.install(tmp_path / "tools")
    assert [note.partition(":")[0] for note in notes] == ["Chromium", "Typst"]
    assert commands[0][-2:] == [str(tmp_path / "tools"), printers.TYPST]
    (tmp_path / "tools" / "typst").mkdir()
    assert [note.partition(":")[0] for note in printers.install(tmp_path / "tools")] == ["Chromium"]
    assert len(commands) == 1


def test_a_part_belongs_to_what_is_measured() -> None:
    done = CliRunner().invoke(cli, ["bench", "leaflets", "--part", "tally"])
    assert done.exit_code == 2 and "leaflets has no part 'tally'" in done.output
    shown = CliRunner().invoke(cli, ["bench", "--help"]).output
    assert "scripts/guide bench leaflets --install" in shown


def read(path: Path) -> tuple[Counter[str], int]:
    """The characters of a PDF, and its pages."""
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        return characters(text), len(document)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.usefixtures("built_already")
def test_engines_print_the_same_words_and_their_copies_differ(tmp_path: Path, project: Path) -> None:
    folder = tmp_path / "sheet"
    original = originals.prepare(project, folder, 2)
    texts = [originals.page_file(folder, number).read_text("utf-8") for number in (0, 1)]
    assert texts[0] != texts[1] and "visitor-en v101" in texts[1]
    assert original.copy(1).version.version == 101 and original.sizes.keys() == SIZES.keys()
    typst = [originals.typst_file(folder, number).read_text("utf-8") for number in (0, 1)]
    assert ", 14, {" in typst[0] and ", 14.000001, {" in typst[1]
    found = printed((CHECKED, ALONE, CHROMIUM), folder, tmp_path, (1, 2), lambda _: None)
    for took in found.values():
        assert len(took.turns) == 2 and 0.01 < took.cpu < 20
        assert len(took.after) == 2 and min(took.after) > 30 and took.memory >= 30
    ours, pages = read(last_copy(CHECKED, folder))
    assert read(last_copy(ALONE, folder)) == (ours, pages) and pages == 2
    theirs, pages = read(last_copy(CHROMIUM, folder))
    assert pages == 2 and sum((ours - theirs).values()) + sum((theirs - ours).values()) <= 0.01 * sum(ours.values())
    rows = costs_table(found, folder, markdown=True).splitlines()
    assert rows[2].endswith("| 2 | passes |") and rows[4].endswith("rules broken |")


@pytest.mark.slow
@pytest.mark.usefixtures("built_already")
def test_engines_are_found_among_the_tools_and_missing_ones_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project(tmp_path).root
    tool = root / ".cache/bench-tools/typst/__init__.py"
    tool.parent.mkdir(parents=True)
    tool.write_text(FAKE_TYPST, "utf-8")
    titles = []

    def keep(found: Mapping[Printer, Printed], folder: Path, markdown: bool) -> str:
        for printer in found:
            with pikepdf.open(last_copy(printer, folder)) as document:
                titles.append(str(document.docinfo["/Title"]))
        return costs_table(found, folder, markdown)

    monkeypatch.setattr(sheets, "PRINTERS", (CHROMIUM, TYPST_UA))
    monkeypatch.setattr(sheets, "costs_table", keep)
    monkeypatch.setattr("shutil.which", lambda _: None)
    made = sheets.leaflets(root, Wanted(part="sheet", markdown=True, marks=(1, 2)), lambda _: None)
    assert "Chromium is not installed: sudo apt-get install chromium" in made and "Typst is not" not in made
    assert "| Typst, PDF/UA-1 |" in made and "| MB | after 1 | after 2 |" in made
    assert titles == ["1.typ pdf ['ua-1'] True ['LeafletLatin', 'LeafletLatinBold', 'LeafletSC', 'LeafletSCBold']"]


@pytest.mark.slow
@pytest.mark.usefixtures("built_already")
def test_the_rack_is_made_from_nothing_and_then_found(tmp_path: Path, project: Path) -> None:
    shelf = project / ".cache"
    table = rackcost.rack(project, tmp_path / "rack", True, lambda _: None)
    head, _, first, again = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    assert head[0] == "the rack, 4 PDFs" and first[0] == "from nothing" and again[0] == "nothing changed"
    assert float(again[2]) < float(first[2]) / 2 and float(again[3]) < 0.5
    assert not shelf.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("built_already")
def test_a_guide_without_the_sheet_is_said(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.only("zh")
    with pytest.raises(RuntimeError, match="the guide has no sheet visitor-en"):
        originals.prepare(project.root, tmp_path / "sheet", 1)


def test_an_engine_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ours, the file alone ended with status 1:\n[\s\S]*FileNotFoundError"):
        printed((ALONE,), tmp_path, tmp_path, (1,), lambda _: None)
