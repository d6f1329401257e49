"""The manual of every rule, as it is written in the docstring of the rule's module."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the checker takes a while to load, and few reports need it
    from payguide.checks.rule import Rule

_BAD_OR_GOOD = re.compile(r"^(Bad|Good): +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manual:
    """What a rule finds and why; `excuse` says how its findings can be excused, `family` is its module's name."""

    rule: Rule
    family: str
    text: str
    excuse: str

    @property
    def summary(self) -> str:
        """The rule in half a sentence."""
        return self.rule.summary

    @property
    def plain(self) -> str:
        """Text, examples and excuse, for a terminal."""
        return f"{self.text}\n\n{self.excuse}"

    @property
    def markdown(self) -> str:
        """The same in Markdown, with a list of the bad and the good line."""
        return _BAD_OR_GOOD.sub(r"- **\1:** ", re.sub(r"\n(?=Bad: )", "\n\n", self.plain))


@cache
def manuals() -> Mapping[str, Manual]:
    """All manuals by rule, in the order of the checker's modules."""
    from payguide import checks
    from payguide.checks import paper, stages

    return {known.rule.id: known for module in (*checks.MODULES, stages, paper) for known in _of(module)}


def manual(rule: str) -> Manual | None:
    """The manual of `rule`; None for one that does not exist."""
    return manuals().get(rule)


def _of(module: ModuleType) -> Iterator[Manual]:
    text = inspect.cleandoc(module.__doc__ or "")
    excuse = text[text.find("To excuse:") :] if "To excuse:" in text else ""
    for rule in module.RULES:
        yield Manual(rule, module.__name__.rpartition(".")[2], _entry(text, rule.id), excuse)


def _entry(text: str, rule: str) -> str:
    """The indented lines below the line that is the rule's id alone."""
    found = re.search(rf"^{re.escape(rule)}\n((?:    .*\n|\n(?=    ))+)", f"{text}\n", re.MULTILINE)
    return inspect.cleandoc(found[1]) if found else ""
