"""Which way to pay: questions to the reader, and rules from answers to advice. The first rule that fits counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from payguide.model.entry import Entry, Text
from payguide.model.findings import Finding, Severity
from payguide.model.hints import did_you_mean, some
from payguide.model.messages import say

#: What a reader has answered: for every question the answers chosen, one or more.
Case = Mapping[str, frozenset[str]]

#: With more answers to choose several from, the cases would be too many to look at each; and for a reader too.
_MOST = 8


class Answer(BaseModel):
    """One answer. `alone`: among several that may be chosen together, the one that excludes all others."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    words: Text
    alone: bool = False


class Question(Entry):
    """A question and its answers. `many`: several answers may be chosen; `hint` stands below the question."""

    title: Text
    hint: Text | None = None
    many: bool = False
    answers: Annotated[list[Answer], Field(min_length=2)]

    @model_validator(mode="after")
    def _told_apart(self) -> Question:
        if len(set(self.ids)) < len(self.answers):
            raise ValueError(say("two answers have the same id"))
        if len(self.answers) > (_MOST if self.many else 2 * _MOST):
            raise ValueError(say("{number} answers are too many for a reader", number=len(self.answers)))
        return self

    @property
    def ids(self) -> list[str]:
        """The ids of the answers, in the order in which they are shown."""
        return [answer.id for answer in self.answers]

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words for readers."""
        return [self.title, *([self.hint] if self.hint is not None else []), *(item.words for item in self.answers)]

    def choices(self) -> list[frozenset[str]]:
        """Everything that a reader can answer."""
        alone = [answer.id for answer in self.answers if answer.alone or not self.many]
        others = [key for key in self.ids if key not in alone]
        sets = [frozenset(chosen) for size in range(1, len(others) + 1) for chosen in combinations(others, size)]
        return [frozenset((key,)) for key in alone] + sets


class Way(Entry):
    """Advice for the cases that `when` names: for each question the answers of which the reader has given one.

    A question that `when` leaves out may be answered in any way. `best` is what to do, `otherwise` what to do if that
    fails, `why` one sentence, `page` the page to read (`pay/cards` or `pay/cards#steps`), `way` its colour.
    """

    when: dict[str, Annotated[list[str], Field(min_length=1)]] = Field(default_factory=dict)
    best: Text
    otherwise: Text
    why: Text
    page: str
    way: Literal["card", "scan", "cash", "ecny"] | None = None

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words for readers."""
        return [self.best, self.otherwise, self.why]

    def fits(self, case: Case) -> bool:
        """Whether the reader's answers are among those of this rule."""
        return all(case[key] & set(wanted) for key, wanted in self.when.items())


def cases(questions: Iterable[Question]) -> Iterator[Case]:
    """Every combination of answers to `questions`."""
    asked = list(questions)
    for chosen in product(*(question.choices() for question in asked)):
        yield {question.id: answers for question, answers in zip(asked, chosen, strict=True)}


def advice(ways: Iterable[Way], case: Case) -> Way | None:
    """The first of `ways` that fits `case`."""
    return next((way for way in ways if way.fits(case)), None)


def faults(questions: Mapping[str, Question], ways: Mapping[str, Way]) -> Iterator[Finding]:
    """Rules with unknown questions or answers; else cases without a rule, and rules that no case reaches."""
    unknown = [finding for way in ways.values() for finding in _unknown(way, questions)]
    yield from unknown
    if not unknown and questions and ways:
        yield from _coverage(questions, ways)


def _unknown(way: Way, questions: Mapping[str, Question]) -> Iterator[Finding]:
    for key, wanted in way.when.items():
        if key not in questions:
            message = say("{id}: there is no question '{text}'", id=way.id, text=key)
            yield _error(way, message, did_you_mean(key, questions) or say("add it to docs/_data/questions.yml"))
            continue
        known = questions[key].ids
        for answer in wanted:
            if answer not in known:
                message = say("{id}: the question '{key}' has no answer '{text}'", id=way.id, key=key, text=answer)
                yield _error(way, message, did_you_mean(answer, known) or say("one of: {names}", names=some(known)))


def _coverage(questions: Mapping[str, Question], ways: Mapping[str, Way]) -> Iterator[Finding]:
    left = set(ways)
    open_cases = []
    for case in cases(questions.values()):
        found = advice(ways.values(), case)
        if found is None:
            open_cases.append(case)
        else:
            left.discard(found.id)
    if open_cases:
        example = ", ".join(f"{key}: {' + '.join(sorted(chosen))}" for key, chosen in open_cases[0].items())
        blanks = {"number": len(open_cases), "example": example}
        message = say("a reader who answers {example} gets no advice ({number} such cases)", **blanks)
        yield _error(list(ways.values())[-1], message, say("add a rule for these, or one without `when` at the end"))
    for way in ways.values():
        if way.id in left:
            message = say("{id}: no reader ever gets this advice, as rules above it fit all its cases", id=way.id)
            yield _error(way, message, say("move it up, narrow a rule above it, or delete it"))


def _error(entry: Entry, message: str, hint: str) -> Finding:
    return Finding("data-invalid", Severity.ERROR, entry.location, message, hint)
