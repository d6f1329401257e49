"""What an excuse written in a file says. The manual of `excuses` tells how it looks, `comments` finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from payguide.checks.excuses import FORBIDDEN, INVALID, Excuse, unknown_rule
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location
from payguide.model.messages import say

#: The words of a comment that is meant for the checker.
BODY = re.compile(r"\s*check:\s*(?P<verb>[\w-]*)(?P<rest>.*)\Z", re.DOTALL)
_UNTIL = re.compile(r"(?<![\w-])until(?![\w-])[ :：]*")
_BECAUSE = re.compile(r"(?<![\w-])because(?![\w-])[ :：,，]*")
_LISTED = re.compile(r"[,，、\s]+")
_VERBS = ("allow", "allow-page")


@dataclass(slots=True)
class InPlace:
    """The excuses of a project's files, and what is wrong with their writing."""

    rules: Mapping[str, Rule]
    excuses: list[Excuse] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)

    def ours(self, body: str) -> bool:
        """Whether a comment is meant for the checker; other people write `check:` in comments too."""
        match = BODY.match(body)
        if match is None:
            return False
        return match["verb"].startswith("allow") or any(name in self.rules for name in _LISTED.split(body))

    def read(self, body: str, place: Location, lines: tuple[int, int]) -> None:
        """Takes up one comment that is `ours`: it covers `lines` of its file."""
        match = BODY.match(body)
        if match is None:
            return
        rest, because, reason = _cut(_BECAUSE, match["rest"])
        named, until_word, until = _cut(_UNTIL, rest)
        names = [name for name in _LISTED.split(named) if name]
        problem = ""
        if match["verb"] not in _VERBS:
            problem = say("'{verb}' is not understood here", verb=match["verb"])
        elif not names:
            problem = say("this excuse names no rule")
        elif not until_word or not until:
            problem = say("this excuse has no end date")
        elif not because or not reason:
            problem = say("this excuse has no reason")
        if problem:
            self.refuse(place, problem)
            return
        try:
            day = date.fromisoformat(until)
        except ValueError:
            self.problems.append(
                INVALID.at(place, say("'{word}' is no date", word=until), say("write it as 2027-03-31"))
            )
            return
        for name in dict.fromkeys(names):
            if name in self.rules and name not in FORBIDDEN:
                self.excuses.append(Excuse(name, place.path, reason, day, place, lines))
            else:
                self.problems.append(unknown_rule(name, place, self.rules))

    def refuse(self, place: Location, problem: str) -> None:
        """Notes an excuse that cannot be taken up."""
        hint = say("write: check: allow RULE until 2027-03-31 because of this or that")
        self.problems.append(INVALID.at(place, problem, hint))

    def misplaced(self, place: Location, problem: str, hint: str) -> None:
        """Notes an excuse that is written well but in a place where it does harm."""
        self.problems.append(INVALID.at(place, problem, hint))


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    match = pattern.search(text)
    if match is None:
        return text.strip(), False, ""
    return text[: match.start()].strip(), True, " ".join(text[match.end() :].split())
