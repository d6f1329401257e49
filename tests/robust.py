"""What the tests of robustness share: odd projects, and a judge of what the checker makes of them."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from conftest import DEFAULTS, TODAY, fake_data, write_files
from payguide import reports
from payguide.checks import run
from payguide.model.findings import Finding, Location
from payguide.model.project import Project
from payguide.model.site import Site
from payguide.sources.built import BuiltSite

#: Seconds of the processor that any of these projects may take: most take a tenth of one, and what grows faster than
#: the text takes minutes.
LIMIT = 20.0
#: Seconds after which a test is given up that waits for something.
PATIENCE = 120
#: Findings of one project that are reported, and whose places are looked at one by one.
MANY = 2_000
_DATA = {"facts": {"card.limit": "confirmed"}, "terms": ["cash"], "phrases": ["say.01"]}
BREAK = re.compile(r"\r\n|\r|\n")


@cache
def lines_of(path: Path) -> list[str]:
    return BREAK.split(path.read_bytes().decode("utf-8-sig", errors="replace"))


def _exists(root: Path, place: Location) -> bool:
    """Whether `place` is a character of a file, or the end of a line; the missing configuration may be named."""
    path = root / place.path
    if place == Location("mkdocs.yml") and not path.exists():
        return True
    if not path.is_file() or not os.access(path, os.R_OK):
        return os.path.lexists(path) and place == Location(place.path)
    lines = lines_of(path)
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def site_at(root: Path) -> Site:
    """The site, with a registry if there is the file that its findings would speak of."""
    return Site.load(root, TODAY, fake_data(_DATA) if (root / "docs/_data/facts/all.yml").is_file() else None)


def judge(root: Path) -> list[Finding]:
    """The findings about the project at `root`, all sound."""
    start = time.process_time()
    with awake():
        found = run(site_at(root))
        sound(root, found)
        for name in reports.FORMATS:
            reports.render(found[:MANY], name, root)
    assert time.process_time() - start < LIMIT
    return found


def sound(root: Path, found: list[Finding]) -> None:
    assert [finding.message for finding in found if finding.rule == "check-crashed"] == []
    for finding in found[:MANY]:
        assert _exists(root, finding.location), finding
        assert finding.related is None or _exists(root, finding.related), finding


def project(root: Path, files: dict[str, str | bytes]) -> Path:
    write_files(
        root,
        {
            **DEFAULTS,
            "_data/facts/all.yml": "- id: card.limit\n",
            **{name: text for name, text in files.items() if isinstance(text, str)},
        },
    )
    for name, content in files.items():
        if isinstance(content, bytes):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return root


def judge_all(root: Path) -> None:
    """Judges the project with its registry, as the command does."""
    with awake():
        project = Project.load(root, TODAY)
        sound(root, run(project.site, also=project.findings))


def judge_built(root: Path) -> None:
    start = time.process_time()
    with awake():
        site = site_at(root)
        sound(root, run(site, BuiltSite.load(root / "site", site.root)))
    assert time.process_time() - start < LIMIT


class Hanging(BaseException):
    """No rule may catch this."""


@contextmanager
def awake() -> Iterator[None]:
    """Ends a test that hangs, instead of the whole run."""

    def ring(*_: object) -> None:
        raise Hanging

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)


NASTY = {
    "nul": b"# A\x00B\n\n[x](no\x00.md) \x00\n",
    "utf16": "# 首页\n\n[x](no.md)\n".encode("utf-16"),
    "gb18030": "# 首页 5000 元\n\n[价](no.md)\n".encode("gb18030"),
    "mixed": "# 首页\n".encode() + "价\n".encode("gb18030") + b"[x](no.md)\n",
    "bytes": bytes(range(256)) * 40,
    "marks": b"\xef\xbb\xbf\xef\xbb\xbf# A\r\n\r\n[x](no.md)\r[y](no.md)\n\r\n",
    "returns": b"---\r\ntitle: A\r\nother: [\r\n---\r\n# A\r\n## B\r\n#### C\r\n[x](no.md)\r\n",
    "breaks": "# A\x0b\x0c\x1c\x85\u2028\u2029 [x](no.md)\n\n\u2028[y](no.md)\n".encode(),
    "surrogates": b"# A \xed\xa0\x80 [x](no.md)\n",
    "empty": b"",
    "blank": b" \t\n\n\t",
    "open-front": b"---\ntitle: A\n",
    "front-only": b"---\ntitle: A\n---",
    "front-scalar": b"---\n42\n---\n# A\n",
    "front-date": b"---\ntitle: 2026-02-30\nexpires: 9999999-99-99\nreview_by: [1]\n---\n# A\n",
    "front-bomb": b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: *c\n---\n# A\n",
    "front-loop": b"---\na: &a [*a]\n---\n# A\n",
    "front-keys": b"---\n? [a, b]\n: 1\n? {c: d}\n: 2\n1: 2\nnull: 3\ntitle: {a: b}\n---\n# A\n",
    "front-breaks": "---\ntitle: a\u2028b\x85c\nexpires: x\nreview_by: y\n---\n# A\n".encode(),
    "numbered": b"# A\n\n" + (b"## a_" + b"9" * 5_000 + b"\n\n") * 2,
    "unclosed": b'# A\n\n``` py\n[x](no.md)\n\n!!! note "x\n\n<div>\n\n<!-- check: allow\n',
    "astral": "# 𠮷😀👨\u200d👩\u200d👧\n\n𠮷😀 [x](no.md) 5000 元\n\n## 𠮷\n\n#### é\u0301 \u202e\n".encode(),
}
