"""What templates are told about a page besides its text: languages, facts with their sources, the leaflet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from payguide.model.entry import text_in
from payguide.model.holdings import Data
from payguide.rendering.polish import isolate
from payguide.rendering.register import source_html
from payguide.rendering.shown import shown
from payguide.values import style

#: Numbers in the emergency strip, in the order in which they are shown.
EMERGENCY = ("tel.police", "tel.fire", "tel.ambulance")


@dataclass(frozen=True, slots=True)
class LocaleLink:
    """One language of the switch. `url` is relative to the page shown, `absolute_url` has the site's address."""

    code: str
    name: str
    tag: str
    url: str
    absolute_url: str
    current: bool
    exists: bool


def translate(strings: Mapping[str, Mapping[str, str]], locale: str) -> Callable[[str], str]:
    """The function `t(key)` of templates. It raises KeyError for a missing text: a page must not show a key."""
    table = strings.get(locale, {})

    def t(key: str) -> str:
        if key not in table:
            raise KeyError(f"docs/_data/strings/{locale}.yml has no text '{key}'")
        return table[key]

    return t


def page_facts(used: Sequence[str], data: Data, locale: str) -> list[dict[str, Any]]:
    """The facts that a page used, for its foot: label, value, dates and sources in the page's language."""
    return [_fact(key, data, locale) for key in used]


def _fact(key: str, data: Data, locale: str) -> dict[str, Any]:
    fact = (data.facts or {})[key]
    write = style(locale).date
    strings = (data.strings or {}).get(locale, {})
    value = shown(fact, locale)
    return {
        "label": text_in(fact.label, locale),
        "value": isolate(value) if strings.get("direction") == "rtl" else value,
        "checked": write(fact.checked),
        "effective": write(fact.effective) if fact.effective else "",
        "sources": [source_html((data.sources or {})[name], locale, strings) for name in fact.sources],
    }


def checked_date(used: Sequence[str], data: Data, locale: str) -> str:
    """The oldest day on which a fact of the page was checked: the page is as fresh as its stalest fact."""
    days = [(data.facts or {})[key].checked for key in used]
    return style(locale).date(min(days)) if days else ""


def emergency(data: Data, locale: str) -> list[dict[str, str]]:
    """Label and number of the emergency calls that the registry knows."""
    known = data.facts or {}
    return [
        {"label": text_in(known[key].label, locale), "number": str(known[key].value)}
        for key in EMERGENCY
        if key in known
    ]
