"""What each outlet offers, from its data file: how to reach it, then a map of pictograms.

What the branch has not filled in is a marked blank that sends the reader to the counter. Nothing else is said for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from payguide.model.outlets import Branch
from payguide.values import style

if TYPE_CHECKING:
    from payguide.rendering.helpers import Desk

#: How to reach the outlet: fields in the order shown. Their words are the interface texts `outlet_<field>`.
REACH = ("address", "hours", "phone", "complaint_phone", "feedback")


@dataclass(frozen=True, slots=True)
class Service:
    """A tile: the fields that it shows, its pictogram, and the page that explains the service.

    The tile's name is the interface text `outlet_<first field>`.
    """

    fields: tuple[str, ...]
    icon: str
    page: str


SERVICES = (
    Service(("exchange_currencies",), "exchange-money", "cash/exchange"),
    Service(("foreign_atms", "atm_limits"), "atm", "cash/atm"),
    Service(("change_packs",), "change-pack", "cash/change-pack"),
    Service(("account_opening",), "passport", "account/open"),
    Service(("large_withdrawal",), "notes-coins", "cash/large-sums"),
    Service(("languages",), "languages", "help/phrases"),
    Service(("priority_window",), "priority-people", "seniors/branch"),
    Service(("home_visit",), "home-visit", "seniors/home-service"),
    Service(("access",), "priority", "access"),
    Service(("elder_mode",), "phone", "seniors/phone"),
)

_PHONE = re.compile(r"\+?\d[\d -]*\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https://[^\s<>，。；、（）]+")


def cards(desk: Desk) -> str:
    """Every outlet: its name, how to reach it, and its services."""
    return "\n".join(_card(branch, desk) for branch in (desk.data.branches or {}).values())


def inline(branches: Iterable[Branch], field: str, locale: str, strings: Mapping[str, str]) -> str:
    """What outlets tell about `field` inside a sentence: with several outlets, each after its name."""
    known = list(branches)
    told = [_told(branch, (field,), locale, strings) for branch in known]
    if len(known) > 1:
        named = zip(known, told, strict=True)
        told = [f"{escape(_name(branch, locale, strings))}{strings['outlet_colon']}{words}" for branch, words in named]
    return strings["outlet_between"].join(told) or blank(strings)


def blank(strings: Mapping[str, str]) -> str:
    """What stands where the branch has told nothing."""
    return f'<span class="blank">{escape(strings["outlet_ask"])}</span>'


def _card(branch: Branch, desk: Desk) -> str:
    locale, strings = desk.locale, desk.strings
    rows = "".join(
        f"<div{_unsought(branch, (field,), locale)}><dt>{desk.say(f'outlet_{field}')}</dt>"
        f"<dd>{_told(branch, (field,), locale, strings)}</dd></div>"
        for field in REACH
    )
    tiles = "".join(_tile(branch, service, desk) for service in SERVICES)
    return (
        f'<section class="outlet"><h3 id="{escape(branch.id)}">{escape(_name(branch, locale, strings))}</h3>'
        f'<dl>{rows}</dl><ul class="services">{tiles}</ul></section>'
    )


def _tile(branch: Branch, service: Service, desk: Desk) -> str:
    title = f'<a href="{desk.page(service.page)[0]}">{desk.say(f"outlet_{service.fields[0]}")}</a>'
    told = _told(branch, service.fields, desk.locale, desk.strings)
    unsought = _unsought(branch, service.fields, desk.locale)
    return f"<li{unsought}>{desk.icon(service.icon)}<b>{title}</b><div>{told}</div></li>"


def _unsought(branch: Branch, fields: tuple[str, ...], locale: str) -> str:
    """Keeps a blank out of the search, which would otherwise lead there before the page that explains the service."""
    return "" if any(branch.said(field, locale) for field in fields) else " data-nosearch"


def _name(branch: Branch, locale: str, strings: Mapping[str, str]) -> str:
    return next(iter(branch.said("name", locale)), strings["outlet_unnamed"])


def _told(branch: Branch, fields: tuple[str, ...], locale: str, strings: Mapping[str, str]) -> str:
    """What the branch tells about `fields`, each item on a line of its own; one blank if it is nothing."""
    items = [item for field in fields for item in _items(branch, field, locale)]
    return "<br>".join(items) or blank(strings)


def _items(branch: Branch, field: str, locale: str) -> list[str]:
    said = branch.said(field, locale)
    if field in ("exchange_currencies", "languages") and said:
        known = style(locale).locale
        table = known.currencies if field == "exchange_currencies" else known.languages
        return [escape(style(locale).join([table.get(code, code) for code in said]))]
    return [_linked(item, phone=field.endswith("phone")) for item in said]


def _linked(words: str, phone: bool) -> str:
    """`words` with what can be tapped as links: numbers where they are telephone numbers, mail and web addresses."""
    html = escape(words, quote=False)
    if phone:
        return _PHONE.sub(lambda found: f'<a class="fact" href="tel:{_digits(found[0])}">{found[0]}</a>', html)
    html = _WEB.sub(lambda found: f'<a href="{escape(found[0])}" rel="noopener">{found[0]}</a>', html)
    return _MAIL.sub(lambda found: f'<a href="mailto:{found[0]}">{found[0]}</a>', html) if "<a" not in html else html


def _digits(number: str) -> str:
    return re.sub(r"[^+\d]", "", number)
