"""Addresses outside the guide that no longer lead where they did. These rules run in `check external` alone: they need
the network, take minutes, and other people's hosts must not hold up a change.

external-gone
    The host says that the page is gone (404, 410), or the host itself has no name any more, asked twice. Refusals,
    silence, broken certificates and pleas for patience are listed, and fault nobody.
    Bad:  `[The rule](https://www.gov.cn/2019/moved-away.htm)`
    Good: the page's new address, or another source for the same
external-moved
    The host says that the page has moved for good. The old address works as long as it likes.
    Bad:  `[Apply](http://visa.bank.cn/apply)` which answers 301
    Good: the address that it names

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say

if TYPE_CHECKING:
    from payguide.external.model import Address, Answer

GONE = Rule("external-gone", "an address outside the guide is gone", lane="external")
MOVED = Rule("external-moved", "an address outside the guide has moved", Severity.NOTE, "external")
RULES: tuple[Rule, ...] = (GONE, MOVED)


def judge(addresses: Iterable[Address], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """One finding for each address that is gone or has moved, at the first place that names it."""
    from payguide.external.model import Status

    for address in addresses:
        answer = answers.get(address.url)
        if answer is not None and answer.status is Status.GONE:
            why = say("the host has no name any more") if answer.no_name else answer.detail
            message = say("{url} is gone ({why}): readers get 'not found'", url=address.url, why=why)
            yield _at(GONE, address, message, say("find its new address, or another page that says the same"))
        elif answer is not None and answer.status is Status.MOVED:
            message = say("{url} has moved for good", url=address.url)
            yield _at(MOVED, address, message, say("write {target}", target=answer.target))


def _at(rule: Rule, address: Address, message: str, hint: str) -> Finding:
    first, *others = address.places
    return rule.at(first, message, hint, others[0] if others else None)
