"""Repairs: for faults that have exactly one right repair.

A repair is proposed only when all rules, run again on the changed text, no longer find its fault and find nothing new.
Code, front matter, expressions and the records of reviews are never touched. A new kind of repair is a function here
that takes the site and a finding and gives its edits, or none where more than one repair could be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from payguide.fixes.edits import Conflict, Edit, TextFile, apply, diff
from payguide.fixes.ids import heading_id
from payguide.fixes.punctuation import width
from payguide.fixes.targets import target
from payguide.model.findings import Finding
from payguide.model.site import Site
from payguide.sources.markdown import scan

#: By rule, how its findings are repaired.
FIXES: Mapping[str, Callable[[Site, Finding], list[Edit]]] = {
    "heading-id-missing": heading_id,
    "image-missing": target,
    "link-absolute": target,
    "link-anchor-missing": target,
    "link-case": target,
    "link-target-missing": target,
    "punctuation-width": width,
}
#: All findings about a site, whatever a baseline says.
Check = Callable[[Site], list[Finding]]


@dataclass(frozen=True, slots=True)
class Repair:
    """The edits that mend the fault of `finding`."""

    finding: Finding
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class Plan:
    """What to change: `repairs` hold, `refused` do not as they would leave or make a fault."""

    site: Site
    files: Mapping[str, TextFile]
    repairs: list[Repair] = field(default_factory=list)
    refused: list[Repair] = field(default_factory=list)

    def texts(self, also: Iterable[Repair] = ()) -> dict[str, str]:
        """The changed text of each file, by path. Raises Conflict."""
        by_path: dict[str, list[Edit]] = {}
        for repair in (*self.repairs, *also):
            for edit in repair.edits:
                by_path.setdefault(edit.path, []).append(edit)
        return {path: apply(self.files[path].text, edits) for path, edits in sorted(by_path.items())}

    def diff(self) -> str:
        """All changes as a patch."""
        return "".join(diff(path, self.files[path].text, text) for path, text in self.texts().items())

    def write(self) -> None:
        """Changes the files, each in one step. Raises OSError for one that cannot be written."""
        for path, text in self.texts().items():
            self.files[path].write(text)


def plan(site: Site, findings: Sequence[Finding], check: Check) -> Plan:
    """The repairs of `findings` that hold; `check` is how all rules are run."""
    pages = {page.path: page for page in site.pages.values()}
    wanted: list[Repair] = []
    for finding in findings:
        edits = FIXES[finding.rule](site, finding) if finding.rule in FIXES and finding.location.path in pages else []
        if edits and all(edit.allowed(pages[edit.path]) for edit in edits):
            wanted.append(Repair(finding, tuple(edits)))
    files = _files(site.root, {edit.path for repair in wanted for edit in repair.edits})
    made = Plan(site, files)
    possible = [repair for repair in wanted if all(edit.path in files for edit in repair.edits)]
    if possible:
        _accept(made, possible, Counter(map(_place, check(site))), check)
    return made


def _files(root: Path, paths: Iterable[str]) -> dict[str, TextFile]:
    """The files that can be changed: text, and within the project even where a link leads to them."""
    files = {path: TextFile.read(root / path) for path in paths if (root / path).resolve().is_relative_to(root)}
    return {path: file for path, file in files.items() if file is not None}


def _accept(made: Plan, repairs: Sequence[Repair], before: Counter[tuple[str, str, int]], check: Check) -> None:
    """Takes up all `repairs`, or where those do not hold together, halves of them down to single ones."""
    if _holds(made, repairs, before, check):
        made.repairs.extend(repairs)
    elif len(repairs) == 1:
        made.refused.extend(repairs)
    else:
        middle = len(repairs) // 2
        _accept(made, repairs[:middle], before, check)
        _accept(made, repairs[middle:], before, check)


def _holds(made: Plan, repairs: Sequence[Repair], before: Counter[tuple[str, str, int]], check: Check) -> bool:
    try:
        texts = made.texts(repairs)
    except Conflict:
        return False
    after = Counter(map(_place, check(changed(made.site, texts))))
    mended = Counter(_place(repair.finding) for repair in (*made.repairs, *repairs))
    return all(number <= before[place] - mended[place] for place, number in after.items())


def _place(finding: Finding) -> tuple[str, str, int]:
    """What makes a finding the same one before and after: edits never change the number of lines."""
    return finding.rule, finding.location.path, finding.location.line


def changed(site: Site, texts: Mapping[str, str]) -> Site:
    """`site` with the pages at the paths in `texts` read from there."""
    pages = {
        key: replace(page, scan=scan(texts[page.path], page.path, site.config.slug)) if page.path in texts else page
        for key, page in site.pages.items()
    }
    return replace(site, pages=pages)
