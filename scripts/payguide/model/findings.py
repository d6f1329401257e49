"""Findings: what a stage of the guide has to say about one place in the project.

Errors are values here. Every stage returns findings; only the command line prints them and turns them into an exit
status.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to a reader: *error* only when a reader would be harmed or lost."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in the project: `path` is POSIX and relative to the root, `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark. `message` says what and why, `hint` what to do, `related` the place it is compared with."""

    rule: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    related: Location | None = None

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Order of reports: by place, then rule, then message, so that two runs print the same."""
        return (self.location, self.rule, self.message)


def has_errors(findings: list[Finding]) -> bool:
    """Whether any of `findings` refuses the guide."""
    return any(finding.severity is Severity.ERROR for finding in findings)
