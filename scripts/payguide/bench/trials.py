"""Trying the cases of the mutation suite on a copy of a guide, one after the other."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from payguide import checks
from payguide.bench.edits import Place, apply, full_path
from payguide.bench.mutations import TODAY, Case, caught, expected
from payguide.cache.store import digest
from payguide.model.data import load_data
from payguide.model.findings import Finding
from payguide.model.holdings import Data
from payguide.model.project import Project
from payguide.model.site import Site
from payguide.publish.mkdocs import build_pages
from payguide.sources.built import BuiltSite
from payguide.sources.config import load_config
from payguide.translating.recording import record

#: What of a project is copied: all that its own checks read.
_PARTS = ("docs", "overrides", "mkdocs.yml", ".checks.yml")
_REVIEWS = "docs/_data/reviews"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: its new findings, the places that count, and whether it was caught.

    A variant is right when nothing is new; `caught` then means a false alarm.
    """

    case: Case
    new: tuple[Finding, ...]
    places: tuple[Place, ...]
    caught: bool

    @property
    def right(self) -> bool:
        """Whether the checker did what it should."""
        return self.caught == (self.case.kind == "defect")


@dataclass
class Bench:
    """A working copy of a guide at `root`, put back after every case; `site` is its built site, if there is one.

    What a case leaves alone is not read again: pages by the checker's own cache, the registry and the reviews here.
    """

    root: Path
    site: Path | None = None
    _known: dict[tuple[bool, bool], Counter[tuple[str, str, str]]] = field(default_factory=dict)
    _registries: dict[str, tuple[Data, list[Finding]]] = field(default_factory=dict)
    _reviews: dict[Path, bytes] = field(default_factory=dict)

    @classmethod
    def copy(cls, guide: Path, folder: Path, site: Path | None = None) -> Bench:
        """A copy of the project `guide` in the new folder `folder`, without its reviews, with the built site `site`."""
        folder.mkdir(parents=True)
        for name in _PARTS:
            part = guide / name
            if part.is_dir():
                shutil.copytree(part, folder / name)
            elif part.is_file():
                shutil.copy(part, folder / name)
        shutil.rmtree(folder / _REVIEWS, ignore_errors=True)
        if site is not None:
            shutil.copytree(site, folder / "site")
        return cls(folder, folder / "site" if site is not None else None)

    def run(self, case: Case) -> Outcome:
        """Makes the edits of `case`, checks, and puts all back. Raises ValueError when an edit does not apply."""
        before = self._before(case)
        with self.spoilt(case) as places:
            if case.reviewed == "after":
                self._record(case.today)
            found = self._check(case.is_built, case.today)
        shutil.rmtree(self.root / _REVIEWS, ignore_errors=True)
        new = _new(found, before)
        told = caught(case, places, new) if case.kind == "defect" else bool(new)
        return Outcome(case, tuple(new), tuple(places), told)

    @contextmanager
    def spoilt(self, case: Case) -> Iterator[list[Place]]:
        """The guide with the edits of `case` made; gives the places where they should be seen. Raises ValueError."""
        kept = self._keep(case)
        try:
            yield self._edited(case)
        finally:
            self._put_back(kept)

    def _edited(self, case: Case) -> list[Place]:
        try:
            return expected(case, self.root, [apply(self.root, edit) for edit in case.edits])
        except (ValueError, OSError) as error:
            where = f"tests/mutations/{case.kind}s/{case.family}.yml"
            raise ValueError(
                f"the case '{case.spec['name']}' in {where} does not apply to the guide as it is now: {error}. "
                "Let it edit other words that mean the same to it, or take it out."
            ) from error

    def findings(self, is_built: bool = False) -> list[Finding]:
        """What the checker says of the guide as it is."""
        return self._check(is_built, TODAY)

    def _before(self, case: Case) -> Counter[tuple[str, str, str]]:
        """The findings before the edit; leaves the reviews recorded when the case wants them."""
        reviewed = bool(case.reviewed)
        if reviewed and not self._reviews:
            self._record(TODAY)
            self._reviews = {path: path.read_bytes() for path in (self.root / _REVIEWS).iterdir()}
        for path, content in self._reviews.items() if reviewed else ():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        key = (case.is_built, reviewed)
        if key not in self._known:
            self._known[key] = Counter(map(_key, self._check(case.is_built, TODAY)))
        return self._known[key]

    def _check(self, is_built: bool, today: date) -> list[Finding]:
        project = self._project(today)
        built = BuiltSite.load(self.site, self.root) if is_built and self.site is not None else None
        return checks.run(project.site, built, also=project.findings)

    def _project(self, today: date) -> Project:
        """As `Project.load`, but for a registry that was there before."""
        config = load_config(self.root)
        docs, codes = self.root / config.docs_dir, [locale.code for locale in config.languages.locales]
        files = sorted(path for path in (docs / "_data").rglob("*.yml") if path.parent != self.root / _REVIEWS)
        key = digest(*codes, *(part for path in files for part in (str(path), path.read_bytes())))
        if key not in self._registries:
            self._registries[key] = load_data(docs, self.root, codes)
        data, findings = self._registries[key]
        return Project(Site.load(self.root, today, data, is_cached=True), data, findings)

    def _record(self, today: date) -> None:
        """Records all translations as they are now as reviewed."""
        project = self._project(today)
        record(project, [locale.code for locale in project.site.locales[1:]], None)

    def _keep(self, case: Case) -> dict[Path, bytes | None]:
        """The content of every file that `case` touches; None for those that it makes."""
        names = {str(edit[key]) for edit in case.edits for key in ("file", "rename") if key in edit}
        paths = {self.root / full_path(name) for name in names}
        return {path: path.read_bytes() if path.is_file() else None for path in paths}

    def _put_back(self, kept: dict[Path, bytes | None]) -> None:
        for path, content in kept.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)


def build_guide(guide: Path, site: Path) -> Path:
    """Builds the pages of the project `guide` into the new folder `site`, without leaflets. Raises RuntimeError."""
    project = Project.load(guide, TODAY)
    faults = build_pages(guide, site, project.address("https://payguide.example/"), epoch=0)
    if faults:
        raise RuntimeError(f"the guide cannot be built: {faults[0].message}")
    return site


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.location.path, str(finding.message)


def _new(found: Iterable[Finding], before: Counter[tuple[str, str, str]]) -> list[Finding]:
    """The findings that were not there before the edit, wherever in the file they stand now."""
    left = Counter(before)
    new = []
    for finding in found:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        else:
            new.append(finding)
    return new
