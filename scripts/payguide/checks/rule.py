"""Rules: what a check can find. Severity is a default here; the runner stamps what the project's
configuration says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from payguide.model.findings import Finding, Location, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. `lane`: `source` rules need the sources only, `site` rules the built site too, `external`
    ones ask other hosts and run in `check external` alone. A rule that is not `on` runs where `.checks.yml` gives it a
    severity.
    """

    id: str
    summary: str
    severity: Severity = Severity.ERROR
    lane: Literal["source", "site", "external"] = "source"
    on: bool = True

    def at(self, location: Location, message: str, hint: str = "", related: Location | None = None) -> Finding:
        """A finding of this rule."""
        return Finding(self.id, self.severity, location, message, hint, related)
