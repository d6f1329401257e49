"""Fees and limits of payment apps: a form that reckons with facts, worked examples, and the limits of each app."""

from __future__ import annotations

from collections.abc import Mapping

from payguide.model.facts import Fact
from payguide.model.fees import Fee, Limit, charge
from payguide.model.helpers import entries, facts_of
from payguide.rendering.helpers import Desk
from payguide.values import render, style

#: Worked examples, in multiples of the amount up to which there is no fee; and the first payment that has one.
MULTIPLES = (0.5, 1, 1.5, 5, 25)

#: What the script says, by the name of its data attribute.
_SAID = ("none", "some", "base", "over", "within", "compare", "invalid", "invalid_rate", "bank")

#: What holds with and without an identity check.
_STATES = ("verified", "unverified")


def form(desk: Desk) -> str:
    """Amount, app and card; the rate is the reader's own, as no source of ours can know today's."""
    said = "".join(f' data-{key.replace("_", "-")}="{desk.say(f"fees_{key}")}"' for key in _SAID)
    said += "".join(f' data-{key}="{desk.say(f"limits_{key}")}"' for key in _STATES)
    checked = desk.say("fees_checked").replace("{date}", _checked(desk))
    return (
        f'<form class="helper" data-helper="fees" data-nosearch autocomplete="off"{said} data-checked="{checked}">'
        f"{_field(desk, 'amount')}"
        f"{_tiles(desk, 'app', [_app(limit, desk) for limit in (desk.data.limits or {}).values()])}"
        f"{_tiles(desk, 'card', [_card(fee, desk) for fee in (desk.data.fees or {}).values()])}"
        f"{_field(desk, 'rate')}"
        f'<div class="helper-answer" role="status"><p>{desk.say("fees_open")}</p></div>'
        f'<button class="button" type="reset">{desk.say("helper_again")}</button></form>'
    )


def _checked(desk: Desk) -> str:
    """The oldest day on which a fact of this helper was checked."""
    facts = desk.data.facts or {}
    used = [facts[key] for entry in entries(desk.data, "fees", "limits") for key in facts_of(entry)]
    return style(desk.locale).date(min(fact.checked for fact in used)) if used else ""


def _field(desk: Desk, name: str) -> str:
    return (
        f'<p class="field"><label for="helper-{name}">{desk.say(f"fees_{name}")}</label>'
        f'<small id="helper-{name}-hint">{desk.say(f"fees_{name}_hint")}</small>'
        f'<input id="helper-{name}" name="{name}" type="text" inputmode="decimal" enterkeyhint="done"'
        f' aria-describedby="helper-{name}-hint"></p>'
    )


def _tiles(desk: Desk, name: str, tiles: list[str]) -> str:
    legend = f"<legend>{desk.say(f'fees_{name}')}</legend>"
    return f'<fieldset name="{name}">{legend}<div class="choices">{"".join(tiles)}</div></fieldset>'


def _app(limit: Limit, desk: Desk) -> str:
    fact = (desk.data.facts or {})[limit.single]
    values = {
        "single": f"{fact.value:g}",
        "single-text": render(fact, desk.locale),
        "unit": fact.unit,
        "verified": desk.plain(limit.verified),
        "unverified": desk.plain(limit.unverified),
    }
    return desk.tile("radio", "app", limit.id, desk.words(limit.words), _attributes(values))


def _card(fee: Fee, desk: Desk) -> str:
    facts, values = desk.data.facts or {}, {}
    if fee.free_up_to and fee.rate:
        free, rate = facts[fee.free_up_to], facts[fee.rate]
        values = {
            "free": f"{free.value:g}",
            "free-text": render(free, desk.locale),
            "rate": f"{rate.value:g}",
            "rate-text": render(rate, desk.locale),
        }
    if fee.remark is not None:
        values["remark"] = desk.plain(fee.remark)
    return desk.tile("radio", "card", fee.id, desk.words(fee.words), _attributes(values))


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' data-{name}="{value}"' for name, value in values.items())


def table(desk: Desk) -> str:
    """Worked examples for every kind of card that has another rate: the payment, the fee, both together."""
    facts = desk.data.facts or {}
    rates = dict.fromkeys((fee.free_up_to, fee.rate) for fee in (desk.data.fees or {}).values())
    heads = "".join(f"<th>{desk.say(f'fees_head_{key}')}</th>" for key in ("amount", "fee", "total"))
    rows = "".join(_examples(facts[free], facts[rate], desk) for free, rate in rates if free and rate)
    return f'<table class="sums"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _examples(free: Fact, rate: Fact, desk: Desk) -> str:
    amounts = sorted({free.value + 1, *(free.value * multiple for multiple in MULTIPLES)})
    return "".join(_example(amount, charge(amount, free.value, rate.value), free, desk) for amount in amounts)


def _example(amount: float, fee: float, free: Fact, desk: Desk) -> str:
    def money(value: float) -> str:
        whole = int(value) if value == int(value) else value
        return f'<span class="fact">{render(free.model_copy(update={"value": whole}), desk.locale)}</span>'

    cells = (money(amount), money(fee) if fee else desk.say("fees_head_none"), money(round(amount + fee, 2)))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def limits(desk: Desk) -> str:
    """What each app allows with and without an identity check, one app a row."""
    heads = "".join(f"<th>{desk.say(f'limits_{key}')}</th>" for key in ("app", *_STATES))
    rows = "".join(
        f"<tr><td>{desk.words(limit.words)}</td><td>{desk.words(limit.verified)}</td>"
        f"<td>{desk.words(limit.unverified)}</td></tr>"
        for limit in (desk.data.limits or {}).values()
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
