"""The whole lane: what the cache still knows, what has to be asked, and what both say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from payguide.external import cache
from payguide.external.model import Address, Ages, Answer, Manners
from payguide.external.polite import now
from payguide.external.run import Asker, Told, ask_all
from payguide.model.hosts import host_of

#: Where the answers are kept, relative to the project's root.
FILE = Path(".cache") / "external.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """`known` are answers that still count, `wanted` the addresses to ask for, `stored` all that the cache holds."""

    known: dict[str, Answer]
    wanted: list[str]
    stored: dict[str, Answer]


def plan(root: Path, addresses: Sequence[Address], ages: Ages) -> Plan:
    """What has to be asked for `addresses` of the project at `root`."""
    stored, moment = cache.load(root / FILE), now()
    urls = [address.url for address in addresses]
    known = {url: stored[url] for url in urls if url in stored and ages.is_fresh(stored[url], moment)}
    return Plan(known, [url for url in urls if url not in known], stored)


def carry_out(root: Path, plan: Plan, manners: Manners, told: Told | None = None) -> dict[str, Answer]:
    """The answers for all addresses of `plan`, in the cache too; those of an interrupted run are kept there as well.

    Raises KeyboardInterrupt as it comes, and OSError when the cache cannot be written.
    """
    came: dict[str, Answer] = {}

    def note(url: str, answer: Answer) -> None:
        if not answer.no_name:  # what a missing name means is known at the end only
            came[url] = answer
        if told is not None:
            told(url, answer)

    answered = {host_of(url): None for url, answer in plan.stored.items() if answer.code}
    try:
        came.update(ask_all(plan.wanted, Asker(manners), answered, note))
    finally:
        if came:
            cache.save(root / FILE, plan.stored | came)
    return plan.known | came
