"""Other checkers as programs: how each is run on a guide as its users would run it, and what its words mean.

MkDocs strict
    builds the project with every validation of links and navigation at `warn`, in the plainest theme and without the
    project's hooks, which are our own checks in part. Each warning that names a page or the configuration counts.
lychee
    reads the pages that this build made, offline, with fragments; a complaint counts for the source of its page. Where
    a case spoils the built site itself, lychee reads that.
markdownlint
    (markdownlint-cli2) reads the sources, with its default rules but for those that complain of the right guides: who
    has such a guide switches them off.
po4a
    keeps the right translations as gettext catalogues. When the source of a page changed alone, `po4a-updatepo` says
    which messages are fuzzy or untranslated now; when the translation changed, or both did, `po4a-gettextize` compares
    the structure of the two; a page without a translation is untranslated. Front matter: title and description.
"""

from __future__ import annotations

import atexit
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Complaint:
    """What another checker says of a file."""

    path: str
    text: str


#: Told later, when all cases have been seen: a program that is slow to start is run once for all of them.
Later = Callable[[], list[Complaint]]


@dataclass
class Scene:
    """A guide as it is now. `files` are those that a case touched, as it names them; none: the guide is right.

    `site` is its built site where a case spoils that, which `mkdocs`, the program, did not make.
    """

    root: Path
    files: Sequence[str] = ()
    site: Path | None = None
    mkdocs: str = ""
    _folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="scene-")))

    @cached_property
    def built(self) -> tuple[str, Path]:
        """What MkDocs says while it builds the pages, and where they are."""
        config = self.root / "mkdocs.yml"
        kept = config.read_text(encoding="utf-8")
        target = self._folder / "site"
        try:
            config.write_text(_bare(kept), encoding="utf-8")
            said = run([self.mkdocs, "build", "--site-dir", target], self.root).stderr
        finally:
            config.write_text(kept, encoding="utf-8")
        return said, target

    def close(self) -> None:
        """Removes what was built."""
        shutil.rmtree(self._folder, ignore_errors=True)


#: What there is to say of a scene.
Checker = Callable[[Scene], Later]


def run(command: Sequence[str | Path], root: Path) -> subprocess.CompletedProcess[str]:
    """What a program says in the folder `root`."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [str(word) for word in command], cwd=root, env=environment, capture_output=True, text=True, errors="replace"
    )


def now(complaints: list[Complaint]) -> Later:
    """Complaints that are known already."""
    return lambda: complaints


_VALIDATION = """
theme: mkdocs
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


def _bare(config: str) -> str:
    """The configuration `config` with MkDocs' own theme, no hooks, and every validation at warn."""
    blocks = re.split(r"(?m)^(?=\w)", config)
    return "".join(block for block in blocks if not block.startswith(("hooks:", "theme:", "validation:"))) + _VALIDATION


_DOC = re.compile(r"(?:Doc file|page|file) '(?P<path>[^']+\.md)'")
_LISTED = re.compile(r"^\s+- (?P<path>\S+\.md)$")


def mkdocs(program: str) -> Checker:
    """MkDocs strict."""

    def check(scene: Scene) -> Later:
        if scene.site is not None:
            return now([])
        complaints = []
        for line in scene.built[0].splitlines():
            listed, doc = _LISTED.match(line), _DOC.search(line)
            if listed or (doc and not line.startswith("INFO")):
                complaints.append(Complaint(f"docs/{(listed or doc)['path']}", line))  # type: ignore[index]
            elif line.startswith(("WARNING", "ERROR", "Error")) and "Aborted" not in line:
                complaints.append(Complaint("mkdocs.yml", line))
        return now(complaints)

    return check


def lychee(program: str) -> Checker:
    """Links and fragments of the built pages."""
    options = ["--offline", "--include-fragments", "--no-progress", "--index-files", "index.html,.", "--format", "json"]

    def check(scene: Scene) -> Later:
        site = scene.site or scene.built[1]
        said = json.loads(run([program, *options, "--root-dir", site, f"{site}/**/*.html"], site).stdout or "{}")
        complaints = []
        for path, faults in said.get("error_map", {}).items():
            page = Path(path).resolve().relative_to(site.resolve()).as_posix()
            for fault in faults:
                text = f"{fault['url']} {fault['status']['text']}".replace(str(site), "")
                complaints.append(Complaint(f"site/{page}" if scene.site else _source(page), text))
        return now(complaints)

    return check


def _source(page: str) -> str:
    """The source of a built page of these guides: `en/pay/cards/index.html` is made of docs/en/pay/cards.md."""
    locale, name = ("en", page[3:]) if page.startswith("en/") else ("zh", page)
    stem = name.removesuffix("/index.html").removesuffix(".html")
    return f"docs/{locale}/{stem or 'index'}.md"


_LINT = re.compile(r"^(?P<case>\d+)/(?P<path>[^:]+):\d+(?::\d+)? (?:error |warning )?(?P<text>(?P<rule>MD\d+)\S* .*)$")


def markdownlint(program: str) -> Checker:
    """The rules of Markdown; one run for all cases, as it is slow to start."""
    stage = Path(tempfile.mkdtemp(prefix="lint-"))
    atexit.register(shutil.rmtree, stage, ignore_errors=True)
    right: set[int] = set()
    count = itertools.count()

    @cache
    def said() -> dict[int, list[Complaint]]:
        """Complaints by the number of the case, without those by rules that complain of the right guides."""
        lines = run([program, "**/*.md"], stage).stderr.splitlines()
        found = [match for line in lines if (match := _LINT.match(line))]
        off = {match["rule"] for match in found if int(match["case"]) in right}
        told: dict[int, list[Complaint]] = {}
        for match in found:
            if match["rule"] not in off:
                told.setdefault(int(match["case"]), []).append(Complaint(match["path"], match["text"]))
        return told

    def check(scene: Scene) -> Later:
        number = next(count)
        if not scene.files:
            right.add(number)
        docs = scene.root / "docs"
        every = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
        for name in scene.files or every:
            if name in every:
                (stage / str(number) / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(docs / name, stage / str(number) / "docs" / name)
        return lambda: said().get(number, [])

    return check
