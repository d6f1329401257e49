"""What the fee and limit helper reckons with: ids of facts for each kind of card and each app, never figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import model_validator

from payguide.model.entry import Entry, Text
from payguide.model.facts import Fact, Range
from payguide.model.findings import Finding, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say


class Fee(Entry):
    """The fee on one kind of card. `free_up_to` (money) and `rate` (percent, of the whole payment) are ids of facts;
    without them there is no fee that could be reckoned. `remark` is said beside it.
    """

    words: Text
    free_up_to: str | None = None
    rate: str | None = None
    remark: Text | None = None

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words for readers."""
        return [self.words, *([self.remark] if self.remark is not None else [])]

    @model_validator(mode="after")
    def _both(self) -> Fee:
        if (self.free_up_to is None) != (self.rate is None):
            raise ValueError(say("free_up_to and rate go together"))
        if self.rate is None and self.remark is None:
            raise ValueError(say("without a rate, a remark must say what is known"))
        return self


class Limit(Entry):
    """The limits of one app, as ids of facts of money. `verified` and `unverified` say what holds with and without
    an identity check.
    """

    words: Text
    single: str
    year: str
    verified: Text
    unverified: Text

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words for readers."""
        return [self.words, self.verified, self.unverified]


def charge(amount: float, free_up_to: float, rate: float) -> float:
    """The fee on a payment of `amount`, to the cent: none up to `free_up_to`, `rate` percent of the whole above it."""
    return 0.0 if amount <= free_up_to else float(int(amount * rate + 0.5 + 1e-9)) / 100


def faults(fees: Mapping[str, Fee], limits: Mapping[str, Limit], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Facts of the wrong kind. That they exist and may be printed is looked at for all texts at once."""
    wanted: list[tuple[Entry, str | None, str]] = [(fee, fee.free_up_to, "money") for fee in fees.values()]
    wanted += [(fee, fee.rate, "percent") for fee in fees.values()]
    wanted += [(limit, key, "money") for limit in limits.values() for key in (limit.single, limit.year)]
    for entry, key, kind in wanted:
        fact = facts.get(key) if key is not None else None
        if fact is not None and (fact.kind != kind or isinstance(fact.value, Range)):
            blanks = {"id": entry.id, "text": fact.id, "kind": kind}
            message = say("{id}: the fact '{text}' must be one value of the kind {kind} to be reckoned with", **blanks)
            near = [other.id for other in facts.values() if other.kind == kind]
            yield Finding("data-invalid", Severity.ERROR, entry.location, message, did_you_mean(fact.id, near))
