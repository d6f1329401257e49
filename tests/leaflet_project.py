"""A copy of what leaflets are made from, to be broken at will."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payguide.leaflets import OUTPUTS, Pack, fonts, make_pack
from payguide.model.leaflets import DATA_FILE
from payguide.model.printed import PRINTED_FILE, load_printed, newest

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests/fixtures"
SITE = FIXTURES / "leaflet-site"
URL = "https://pay.example.org/guide/"
PREFIXES = {"zh": "", "en": "en/"}
FONTS = ROOT / fonts.FOLDER
SETTINGS = """
site_name: Guide
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: zh, name: 中文, default: true}
        - {locale: en, name: English}
"""


class Here(Executor):
    """Does the work at once; `done` counts the jobs."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.done += 1
        return future


@dataclass(frozen=True)
class Project:
    """The project at `root`, with its built site."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def only(self, locale: str) -> None:
        """Leave one language, so that a test renders one sheet."""
        path = self.root / DATA_FILE
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\n  form: ", f"\n  locales: [{locale}]\n  form: ", text), encoding="utf-8")

    def build(self, outputs: tuple[str, ...] = ("office",), **options: Any) -> Pack:
        return make_pack(self.root, self.site, self.root / "out", URL, Here(), outputs=outputs, **options)

    def build_all(self, **options: Any) -> Pack:
        return self.build(tuple(OUTPUTS), **options)

    def version(self, family: str) -> int:
        """The number of the version that is printed now."""
        return newest(load_printed(self.root)[0], family).version

    def rules(self) -> set[str]:
        return {finding.rule for finding in self.build().findings} - {"leaflet-version-stale"}


def copy_project(root: Path, data: Path | None = None) -> Project:
    """A project with the leaflet `visitor` alone, or with those of the file `data`."""
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for folder in ("overrides/leaflets", "overrides/.icons/pay", "docs/_data/strings"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in (DATA_FILE, PRINTED_FILE, "docs/assets/css/tokens.css"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    text = (data or ROOT / DATA_FILE).read_text(encoding="utf-8")
    if data is None:
        text = re.search(r"- id: visitor\n(?:(?!- id: |# ).*\n)*", text)[0]  # type: ignore[index]
    (root / DATA_FILE).write_text(text, encoding="utf-8")
    shutil.copytree(SITE, root / "site")
    return Project(root)
