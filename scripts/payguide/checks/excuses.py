"""Excuses: findings that do not count, for a reason and up to a day.

In a page, an HTML comment, which readers never see:

    <!-- check: allow link-absolute until 2027-03-31 because the bank's own server rewrites these -->

  * In a line of its own it covers the next block: a paragraph, a whole list or table or notice, a heading's line.
  * In a line with text it covers that line. Inside a list or a table this is the only form that breaks nothing.
  * `allow-page`, above the first section, covers the whole page with its front matter.
  * Several rules are separated by commas: `allow link-case, link-absolute until …`.

In a YAML file (data, mkdocs.yml, the front matter of a page), a comment `# check: allow RULE until DATE because …`: at
the end of a line for that line; in a line of its own for the next line and what is indented under it.

For many files at once, an entry in `.checks.yml` at the project's root:

    severities:
      external-request: error          # error, warning, note or off
    excuses:
      - rule: link-absolute
        path: docs/en/**               # as in .gitignore
        reason: the bank's own server rewrites these
        until: 2027-03-31              # the last day on which it holds

excuse-invalid
    An excuse or setting cannot be read: a rule or severity that does not exist, no reason, no end date; or a comment
    that stands where it would break a list, a table or a heading's id.
    Bad:  `<!-- check: allow link-absolut -->`
    Good: `<!-- check: allow link-absolute until 2027-03-31 because the bank's own server rewrites these -->`
excuse-expired
    The end date has passed; what it excused is reported again.
    Bad:  `until: 2020-01-01`
    Good: the fault mended and the entry deleted, or a new date that someone decided on
excuse-unused
    It excuses nothing any more, and would hide the next fault of that kind.
    Bad:  an entry for a page that was mended
    Good: the entry deleted

To excuse: these cannot be excused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pathspec import GitIgnoreSpec

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say

INVALID = Rule("excuse-invalid", "an excuse or a setting of the checker cannot be read")
EXPIRED = Rule("excuse-expired", "an excuse has passed its end date", Severity.WARNING)
UNUSED = Rule("excuse-unused", "an excuse excuses nothing", Severity.WARNING)
RULES: tuple[Rule, ...] = (INVALID, EXPIRED, UNUSED)
#: What no excuse may name.
FORBIDDEN = frozenset(rule.id for rule in RULES)


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why findings of `rule` in files that `path` matches do not count up to the day `until`.

    `lines` limits it to a range of lines, both ends included: that is for excuses written in a file, and `path` is then
    that very file.
    """

    rule: str
    path: str
    reason: str
    until: date
    location: Location
    lines: tuple[int, int] | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of `finding`, whatever the day."""
        place = finding.location
        if self.rule != finding.rule:
            return False
        if self.lines is not None:
            return self.path == place.path and self.lines[0] <= place.line <= self.lines[1]
        return _matches(self.path, place.path)


@lru_cache(maxsize=4096)
def _matches(pattern: str, path: str) -> bool:
    return GitIgnoreSpec.from_lines([pattern]).match_file(path)


def unknown_rule(name: str, place: Location, rules: Mapping[str, Rule]) -> Finding:
    """The finding for an excuse or setting of a rule that does not exist or that no excuse may name."""
    if name in FORBIDDEN:
        return INVALID.at(place, say("'{rule}' cannot be excused", rule=name), say("mend the excuse that it speaks of"))
    near = did_you_mean(name, rules)
    hint = near or say("the manuals in scripts/payguide/checks name every rule")
    return INVALID.at(place, say("there is no rule '{rule}'", rule=name), hint)


def excuse(
    findings: Iterable[Finding], excuses: Iterable[Excuse], today: date, ran: Mapping[str, Rule]
) -> Iterator[Finding]:
    """`findings` without the excused ones, and what is wrong with the excuses. `ran` are the rules that were run."""
    by_rule: dict[str, list[Excuse]] = {}
    for entry in excuses:
        by_rule.setdefault(entry.rule, []).append(entry)
    used: set[Excuse] = set()
    for finding in findings:
        covering = [entry for entry in by_rule.get(finding.rule, ()) if entry.covers(finding)]
        used.update(covering)
        if not any(entry.until >= today for entry in covering):
            yield finding
    for entry in (entry for entries in by_rule.values() for entry in entries):
        if entry.until < today:
            message = say("this excuse for {rule} ended on {date}", rule=entry.rule, date=entry.until.isoformat())
            hint = say("mend the fault and delete the excuse, or decide on a new date")
            yield EXPIRED.at(entry.location, message, hint)
        elif entry not in used and entry.rule in ran:
            message = say("this excuse for {rule} excuses nothing any more", rule=entry.rule)
            yield UNUSED.at(entry.location, message, say("delete it: it would hide the next fault"))


def stamp(findings: Iterable[Finding], severities: Mapping[str, Severity | None]) -> list[Finding]:
    """`findings` with the severities of the configuration, without rules that are switched off."""
    if not severities:
        return list(findings)
    stamped = [(finding, severities.get(finding.rule, finding.severity)) for finding in findings]
    return [replace(finding, severity=severity) for finding, severity in stamped if severity is not None]
