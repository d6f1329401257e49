"""The mutation suite: small, named edits of a right guide, and whether the checker sees exactly the wrong ones.

A case is an entry of a YAML list in `tests/mutations/defects/<family>.yml` or `…/variants/<family>.yml`:

    - name: fee-loses-its-percent-sign
      base: guide                  # the real guide; left out: the small one in tests/mutations/base
      edit: {file: en/pay/limits.md, find: "3%", replace: "3"}
      expect: {path: …, line: …}   # left out: where the edit is
      reviewed: before             # translations are recorded as reviewed before the edit, or after it
      notes: true                  # here a note is enough
      today: 2027-01-01            # another day to judge by

An edit names a `file` (`zh/…`, `en/…`, `_data/…`, `assets/…` lie in docs, `site/…` is the built site) and either `find`
(which must occur once, or `nth` says which; with `until`, all up to that) with `replace`, `before` or `after`, or `add`
(a new file's text), `append`, `rename` or `delete: true`. Several edits are a list; the first is the defect's place
unless `expect` says otherwise. The pages of the real guide change: their cases look for short texts that stay.

A defect is caught by a new finding in the right file within two lines. Where two languages disagree after an edit of
the source, either end is right. Reviews are kept by section, so that what is stale may be said anywhere between the
section's heading and the edit. A correct variant must bring no new finding, not even a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from payguide.bench.edits import Place, full_path
from payguide.model.findings import Finding, Severity

FAMILIES = (
    "links", "anchors", "completeness", "structure", "staleness", "values", "facts", "terms", "typography", "language",
)  # fmt: skip
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """One edit and what must come of it. `kind`: a defect must be seen, a variant must not."""

    kind: Literal["defect", "variant"]
    family: str
    spec: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.family}/{self.spec['name']}"

    @property
    def base(self) -> str:
        return str(self.spec.get("base", "small"))

    @cached_property
    def edits(self) -> list[dict[str, Any]]:
        edit = self.spec["edit"]
        return [dict(one) for one in (edit if isinstance(edit, list) else [edit])]

    @property
    def is_built(self) -> bool:
        """Whether the built site is what is spoilt."""
        return any(str(edit["file"]).startswith("site/") for edit in self.edits)

    @property
    def today(self) -> date:
        day = self.spec.get("today", TODAY)
        assert isinstance(day, date)
        return day

    @property
    def reviewed(self) -> str:
        return str(self.spec.get("reviewed", ""))


def load_cases(folder: Path) -> list[Case]:
    """All cases below `folder` (tests/mutations). Raises ValueError for an unknown family or a name used twice."""
    cases = list(_read(folder / "defects", "defect")) + list(_read(folder / "variants", "variant"))
    names = [(case.kind, case.name) for case in cases]
    for case, name in zip(cases, names, strict=True):
        if case.family not in FAMILIES or names.count(name) > 1:
            raise ValueError(f"{case.kind} {case.name}: unknown family, or a name used twice")
    return cases


def _read(folder: Path, kind: Literal["defect", "variant"]) -> Iterator[Case]:
    for path in sorted(folder.glob("*.yml")):
        for spec in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Case(kind, path.stem, spec)


def expected(case: Case, root: Path, edited: list[list[Place]]) -> list[Place]:
    """Where a finding counts, given the places of the case's edits and the edited project at `root`."""
    wanted = case.spec.get("expect")
    if wanted is None:
        return [_from_heading(root, place) for place in edited[0]] if case.family == "staleness" else edited[0]
    places = []
    for one in wanted if isinstance(wanted, list) else [wanted]:
        path = full_path(str(one["path"])) if "path" in one else edited[0][0].path
        line = int(one.get("line", edited[0][0].first if "path" not in one else 1))
        if "find" in one:
            text = (root / path).read_text(encoding="utf-8")
            if str(one["find"]) not in text:
                raise ValueError(f"{path}: '{one['find']}', where it is expected, does not occur")
            line = text.count("\n", 0, text.index(str(one["find"]))) + 1
        places.append(Place(path, line, line))
    return places


def _from_heading(root: Path, place: Place) -> Place:
    """`place`, begun at the heading of its section; as it is where its file is gone."""
    if not (root / place.path).is_file():
        return place
    lines = (root / place.path).read_text(encoding="utf-8").split("\n")[: place.first]
    heading = max((number for number, line in enumerate(lines, 1) if line.startswith("#")), default=1)
    return Place(place.path, heading, place.last)


def caught(case: Case, places: list[Place], new: list[Finding]) -> bool:
    """Whether one of the `new` findings tells of the defect."""
    enough = [finding for finding in new if case.spec.get("notes") or finding.severity is not Severity.NOTE]
    return any(place.holds(finding.location) for place in places for finding in enough)
