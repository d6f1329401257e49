"""What only the bank knows of its outlets.

branch-blank
    An outlet's data file has fields that nobody has filled in. Pages say "ask at the counter" there, which is true but
    sends the reader on a second errand.
    Bad:  `phone: null`
    Good: the number, as the branch itself gives it; never a guess

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.site import Site

BLANK = Rule("branch-blank", "an outlet's data waits for the branch", Severity.NOTE)
RULES: tuple[Rule, ...] = (BLANK,)


def check(site: Site) -> Iterator[Finding]:
    """One finding for every outlet with blanks."""
    branches = site.data.branches if site.data is not None else None
    for branch in (branches or {}).values():
        blanks = branch.blanks()
        if blanks:
            message = say(
                "the outlet '{id}' has not given: {blanks}; pages send readers to the counter",
                id=branch.id,
                blanks=", ".join(blanks),
            )
            yield BLANK.at(branch.location, message, say("ask the branch and fill it in; leave it blank until then"))
