"""po4a as a checker: translations as gettext catalogues. `programs` says how it is run."""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from payguide.bench.programs import Checker, Complaint, Later, Scene, now, run

#: Seconds that a program may take for one page.
PATIENCE = 10.0

_PLACE = re.compile(r"\(at (?P<path>\S+?):\d+\)")
_MARKDOWN = ("-f", "text", "-o", "markdown", "-o", "yfm_keys=title,description")


def po4a(program: str) -> Checker:
    """Gettext's view of the translations; the catalogues are made of the right guide, which must be seen first."""
    folder = Path(tempfile.mkdtemp(prefix="po-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    catalogues = _Catalogues(program, folder)

    def check(scene: Scene) -> Later:
        docs = scene.root / "docs"
        if not scene.files:
            every = sorted(path.relative_to(docs / "zh").as_posix() for path in (docs / "zh").rglob("*.md"))
            return now([item for name in every for item in catalogues.keep(scene.root, name)])
        edited: dict[str, set[str]] = {}
        for code, name in _pages(scene.files):
            edited.setdefault(name, set()).add(code)
        return now([item for name, codes in edited.items() for item in catalogues.page(scene.root, name, codes)])

    return check


@dataclass(frozen=True, slots=True)
class _Catalogues:
    """The catalogues of right guides in `folder`; pages are named as below the folder of their language."""

    program: str
    folder: Path

    def keep(self, root: Path, name: str) -> list[Complaint]:
        """Makes the catalogue of a right page; a page that po4a cannot pair is a complaint from the start."""
        target = self._of(root, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        found = self._compared(root, name, target)
        if not found:
            run(["msgattrib", "--clear-fuzzy", "-o", target, target], root)
        return found

    def page(self, root: Path, name: str, edited: set[str]) -> list[Complaint]:
        """What there is to say of a page whose languages `edited` were changed."""
        source, translation = (root / "docs" / code / name for code in ("zh", "en"))
        if not source.is_file():
            return []
        if not translation.is_file():
            return [Complaint(f"docs/{code}/{name}", "untranslated") for code in ("zh", "en")]
        return self._stale(root, name) if edited == {"zh"} else self._compared(root, name, self.folder / "compared.po")

    def _of(self, root: Path, name: str) -> Path:
        return self.folder / root.name / f"{name}.po"

    def _compared(self, root: Path, name: str, target: Path) -> list[Complaint]:
        """Whether source and translation have the same structure."""
        source, translation = f"docs/zh/{name}", f"docs/en/{name}"
        sides = ["-m", source, "-M", "UTF-8", "-l", translation, "-L", "UTF-8", "-p", str(target)]
        status, said = _patiently([self.program, *_MARKDOWN, *sides], root)
        (root / "gettextization.failed.po").unlink(missing_ok=True)
        if not status:
            return []
        paths = {match["path"] for match in _PLACE.finditer(said)} | {translation}
        return [Complaint(path, "the two have another structure") for path in sorted(paths)]

    def _stale(self, root: Path, name: str) -> list[Complaint]:
        """Whether the catalogue of a page, brought up to its source, lacks translations."""
        kept, copy = self._of(root, name), self.folder / "now.po"
        if not kept.is_file():
            return []
        shutil.copy(kept, copy)
        update = str(Path(self.program).with_name("po4a-updatepo"))
        _patiently([update, *_MARKDOWN, "-m", f"docs/zh/{name}", "-M", "UTF-8", "-p", str(copy)], root)
        counted = run(["msgfmt", "--statistics", "-o", "/dev/null", copy], root).stderr
        if "fuzzy" not in counted and "untranslated" not in counted:
            return []
        return [Complaint(f"docs/{code}/{name}", "fuzzy or untranslated messages") for code in ("zh", "en")]


def _pages(files: Sequence[str]) -> Iterator[tuple[str, str]]:
    for file in files:
        code, _, name = file.partition("/")
        if code in ("zh", "en") and name.endswith(".md"):
            yield code, name


def _patiently(command: Sequence[str], root: Path) -> tuple[int, str]:
    """Exit status and messages of a program that may never end, or talk without end: it is stopped then."""
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    with process:
        said = process.stderr.read(100_000) if process.stderr is not None else b""
        if len(said) == 100_000:
            process.kill()
        status = process.wait()
    timer.cancel()
    return status, said.decode("utf-8", "replace")
