"""Blanks between Chinese characters and Latin letters or digits: a matter of taste, so these rules are off.

A project that wants one of the two ways turns that rule on in `.checks.yml`:

    severities:
      spacing-missing: note

spacing-missing
    No blank between Chinese characters and Latin letters or digits.
    Bad:  `用Visa卡付款`
    Good: `用 Visa 卡付款`
spacing-extra
    A blank between Chinese characters and Latin letters or digits.
    Bad:  `用 Visa 卡付款`
    Good: `用Visa卡付款`

Left alone: code, expressions, targets, and what stands beside them.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.patterns import later
from payguide.model.running import Running
from payguide.model.scripts import HAN, script
from payguide.model.site import Site

MISSING = Rule("spacing-missing", "no blank between Chinese and Latin letters", Severity.NOTE, on=False)
EXTRA = Rule("spacing-extra", "a blank between Chinese and Latin letters", Severity.NOTE, on=False)
RULES: tuple[Rule, ...] = (MISSING, EXTRA)

_TOUCHING = later(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_APART = later(f"(?<=[{HAN}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=[{HAN}])")


def check(site: Site) -> Iterator[Finding]:
    """Every page in Chinese or Japanese."""
    for page in site.pages.values():
        if script(page.locale) in ("Han", "Japanese"):
            running = Running.of(page)
            for match in _TOUCHING.finditer(running.text):
                message = say(
                    "there is no blank between Chinese and Latin letters in '{text}'",
                    text=running.around(match.start(), 4),
                )
                yield MISSING.at(running.place(match.start()), message, say("put a blank between them"))
            for match in _APART.finditer(running.text):
                message = say(
                    "there is a blank between Chinese and Latin letters in '{text}'",
                    text=running.around(match.start(), 4),
                )
                yield EXTRA.at(running.place(match.start()), message, say("delete the blank"))
