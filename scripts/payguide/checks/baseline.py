"""The baseline: what was already wrong when a project began to use the checker.

`check --update-baseline` writes the findings of the day to `.checks-baseline.json`; `check` then counts only what is
new, so that an old project can refuse new faults from the first day and mend the old ones one by one. A finding is
known by its rule, its file, its section and its words, not by its line, so that text may move. Numbers outside
quotation marks do not matter, as lines and days are counted in them. What makes a whole result void (no pages, an
unreadable mkdocs.yml, a rule that crashed) and faults of excuses are never taken in.

baseline-stale
    A fault that the baseline lists is mended: its entry would hide the next one like it.
    Bad:  an entry for a link that was mended
    Good: `scripts/guide check --update-baseline`, which leaves it out
baseline-invalid
    The file cannot be read, so nothing is known and everything counts.
    Bad:  a file with the marks of a merge conflict in it
    Good: `scripts/guide check --update-baseline` writes it anew

To excuse: these cannot be excused.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from payguide.checks import excuses, project
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.site import Site

STALE = Rule("baseline-stale", "the baseline lists a fault that is mended", Severity.NOTE)
INVALID = Rule("baseline-invalid", "the baseline cannot be read")
RULES: tuple[Rule, ...] = (STALE, INVALID)

FILE = ".checks-baseline.json"
_NEVER = frozenset(rule.id for rule in (*RULES, *excuses.RULES, *project.RULES))
#: Quoted text, which stays as it is, or a number.
_VARYING = re.compile(r"'[^']*'|\d+(?:[.:,-]\d+)*")


class Known(NamedTuple):
    """What a finding is recognised by."""

    path: str
    rule: str
    section: str
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` count; those in `known` are listed in the baseline and do not.

    `unseen` are entries of the baseline that nothing can be said about, as their rules were not run.
    """

    findings: list[Finding]
    known: list[Finding]
    unseen: Mapping[Known, int]


def fingerprint(finding: Finding, pages: Mapping[str, Page]) -> Known:
    """How `finding` is known whatever its line is; `pages` are those of the site by path."""
    page = pages.get(finding.location.path)
    section = page.section_at(finding.location.line) if page is not None else None
    name = "" if section is None else f"#{section.id}" if section.explicit else section.title
    words = _VARYING.sub(lambda match: match.group() if match.group()[0] == "'" else "#", str(finding.message))
    return Known(finding.location.path, finding.rule, name, words)


def judge(site: Site, findings: Sequence[Finding], idle: Collection[str], path: Path | None = None) -> Verdict:
    """`findings` parted by the baseline at `path`, else by the one at the project's root; all count without one.

    `idle` are the rules that were not run, whose silence means nothing.
    """
    file = path or site.root / FILE
    if not file.is_file():
        return Verdict(list(findings), [], {})
    entries, problem = _read(file, _name(site, file))
    left = Counter(entries)
    pages = {page.path: page for page in site.pages.values()}
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        key = fingerprint(finding, pages)
        if left[key] > 0 and finding.rule not in _NEVER:
            left[key] -= 1
            known.append(finding)
        else:
            new.append(finding)
    gone = [entry for entry, number in sorted(left.items()) if number > 0 and entry.rule not in idle]
    stale = [_stale(entry, _name(site, file)) for entry in gone]
    unseen = {entry: number for entry, number in left.items() if number > 0 and entry.rule in idle}
    return Verdict(sorted([*new, *stale, *problem], key=lambda finding: finding.sort_key), known, unseen)


def _name(site: Site, file: Path) -> str:
    """The file as findings name it: a place outside the project has no path within it."""
    file = file.resolve()
    return file.relative_to(site.root).as_posix() if file.is_relative_to(site.root) else file.name


def _stale(entry: Known, name: str) -> Finding:
    message = say(
        "no longer found: {rule} in {path}: {message}", rule=entry.rule, path=entry.path, message=entry.message
    )
    return STALE.at(Location(name), message, say("scripts/guide check --update-baseline takes it out"))


def _read(file: Path, name: str) -> tuple[dict[Known, int], list[Finding]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
        entries = {_entry(item): int(item.get("times", 1)) for item in data["known"]}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = say("this baseline cannot be read, so every finding counts")
        return {}, [INVALID.at(Location(name), message, say("scripts/guide check --update-baseline writes it anew"))]
    return entries, []


def _entry(item: Mapping[str, Any]) -> Known:
    return Known(*(str(item[field]) for field in Known._fields))


def dump(site: Site, verdict: Verdict) -> str:
    """The baseline that lists all that was found: sorted, one entry a line, so that changes can be read and merged."""
    pages = {page.path: page for page in site.pages.values()}
    found = (finding for finding in (*verdict.findings, *verdict.known) if finding.rule not in _NEVER)
    counts = Counter(verdict.unseen) + Counter(fingerprint(finding, pages) for finding in found)
    entries = [{**key._asdict(), **({"times": number} if number > 1 else {})} for key, number in sorted(counts.items())]
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    return f'{{"known": [\n{lines}\n]}}\n' if entries else '{"known": []}\n'
