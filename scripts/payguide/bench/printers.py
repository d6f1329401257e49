"""What prints the sheet: our own renderer and its peers. Each is warm, and gets a copy with its own number every time.

ours, with every check
    as a build makes it: composed, fitted, laid out, written, and the finished file read again by every check.
ours, the file alone
    the composed sheet at body sizes that are known, laid out and written; which is what the others do.
Chromium
    Debian's, headless, through Playwright as the browser tests use it: one browser and one page for all copies. It
    reads the same HTML and style sheets. What drives it is not counted. Tagged or not, as `page.pdf` offers it.
Typst
    the typesetter, from PyPI, in one process with its fonts loaded: the sheet as `typesetting` writes it, with the same
    fonts. With PDF/UA-1, which it writes and checks by itself, or without tags.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from payguide.bench import originals
from payguide.setup.system import BROWSERS

#: The version that is installed, and that the tables of the README were made with.
TYPST = "typst==0.15.2"

#: Makes the copy with a number.
Press = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Printer:
    """A way to print: `open` is given the folder of the originals. `is_lasting`: until memory is known to be flat.

    `install` is the line that installs it; `is_there` is given the folder of tools.
    """

    id: str
    name: str
    open: Callable[[Path], AbstractContextManager[Press]]
    is_there: Callable[[Path], bool] = lambda tools: True
    install: str = ""
    is_lasting: bool = True
    is_browser: bool = False


@contextmanager
def _checked(folder: Path) -> Iterator[Press]:
    from payguide.leaflets.sheet import make_sheet

    original = originals.load(folder)

    def press(number: int) -> bytes:
        sheet = make_sheet(original.copy(number))
        if sheet.made is None:
            raise RuntimeError(str(sheet.findings[0].message))
        return sheet.made.files["office"]

    yield press


@contextmanager
def _alone(folder: Path) -> Iterator[Press]:
    from payguide.leaflets.memory import collected_once
    from payguide.leaflets.render import renderer

    original = originals.load(folder)
    engine, job, form = renderer(original.job.root), original.job, original.form
    files = engine.fetcher(job.site_dir, job.site_url)

    def press(number: int) -> bytes:
        html = originals.page_file(folder, number).read_text("utf-8")
        with collected_once():
            return engine.pdf(engine.layout(html, form, original.sizes, files, tall=True), form)[0]

    yield press


def _chromium(tagged: bool) -> Callable[[Path], AbstractContextManager[Press]]:
    @contextmanager
    def opened(folder: Path) -> Iterator[Press]:
        from playwright.sync_api import sync_playwright

        from payguide.look import open_browser

        with sync_playwright() as play:
            browser = open_browser(play)
            page = browser.new_page()

            def press(number: int) -> bytes:
                page.goto(originals.browser_file(folder, number).as_uri())
                return page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged)

            yield press
            browser.close()

    return opened


def _typst(*standards: str) -> Callable[[Path], AbstractContextManager[Press]]:
    @contextmanager
    def opened(folder: Path) -> Iterator[Press]:
        typst = import_module("typst")
        own = str(originals.load(folder).job.root / originals.FONTS)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[own])
        compiler = typst.Compiler(root=str(folder), font_paths=fonts, ignore_system_fonts=True)

        def press(number: int) -> bytes:
            path = str(originals.typst_file(folder, number))
            content = compiler.compile(input=path, format="pdf", pdf_standards=[*standards], pdf_tags=bool(standards))
            assert isinstance(content, bytes)
            return content

        yield press

    return opened


def _has_browser(tools: Path) -> bool:
    return find_spec("playwright") is not None and any(map(shutil.which, BROWSERS))


def _has_typst(tools: Path) -> bool:
    return (tools / "typst").is_dir() or find_spec("typst") is not None


_BROWSER = "sudo apt-get install chromium; Playwright comes with `scripts/guide test`"
CHROMIUM = Printer("chromium-tagged", "Chromium, tagged", _chromium(True), _has_browser, _BROWSER, is_browser=True)
TYPST_UA = Printer("typst-ua", "Typst, PDF/UA-1", _typst("ua-1"), _has_typst, f"pip install {TYPST}")
#: In the order of the table.
PRINTERS = (
    Printer("checked", "ours, with every check", _checked),
    Printer("alone", "ours, the file alone", _alone),
    CHROMIUM,
    Printer("chromium", "Chromium, no tags", _chromium(False), _has_browser, _BROWSER, False, True),
    TYPST_UA,
    Printer("typst", "Typst, no tags", _typst(), _has_typst, f"pip install {TYPST}", False),
)


def install(tools: Path) -> list[str]:
    """Installs below `tools` what needs no rights; says what could not be installed."""
    tools.mkdir(parents=True, exist_ok=True)
    if not _has_typst(tools):
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(tools), TYPST]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    lines = {printer.install: printer.name for printer in reversed(PRINTERS) if not printer.is_there(tools)}
    return [f"{name.partition(',')[0]}: {line}" for line, name in reversed(lines.items())]
