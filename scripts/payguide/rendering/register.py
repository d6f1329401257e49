"""The register of facts: a page for each topic, and an index that leads to them.

One page of all would grow with every fact; so only the page of its topic does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from payguide.model.data import string_key, topic
from payguide.model.entry import text_in
from payguide.model.facts import Fact, Source
from payguide.model.holdings import Data
from payguide.rendering.shown import shown
from payguide.values import style

#: By this the index is known in a page's HTML.
MARK = '<ul class="topics"'


@dataclass(frozen=True, slots=True)
class Topic:
    """The facts of one file that may be printed. `name` is the last part of the page's address."""

    name: str
    words: str
    facts: tuple[Fact, ...]

    def title(self, strings: Mapping[str, str]) -> str:
        """The title of its page."""
        return strings["register_title"].format(topic=self.words)

    def page(self, data: Data, locale: str, strings: Mapping[str, str]) -> str:
        """Its page: every fact with its value, dates, confidence and sources. The search finds each fact on the pages
        that use it, not here.
        """
        entries = "".join(_entry(fact, data, locale, strings) for fact in self.facts)
        return f'<h1>{escape(self.title(strings))}</h1>\n<dl class="register" data-nosearch>{entries}</dl>'


def topics(data: Data, strings: Mapping[str, str]) -> Iterator[Topic]:
    """All topics, in the order of their names."""
    facts = sorted((fact for fact in (data.facts or {}).values() if fact.printable), key=topic)
    for name, group in groupby(facts, key=topic):
        yield Topic(name, strings[string_key("topic", name)], tuple(group))


def register(data: Data, strings: Mapping[str, str]) -> str:
    """The index: every topic, its number of facts, and the way to its page below the one that shows the index."""
    entries = (
        f'<li id="facts-{item.name}"><a href="{item.name}/">{escape(item.words)} ({len(item.facts)})</a></li>'
        for item in topics(data, strings)
    )
    return f"{MARK} data-nosearch>{''.join(entries)}</ul>"


def _entry(fact: Fact, data: Data, locale: str, strings: Mapping[str, str]) -> str:
    dates = [f"{strings['checked_on']} {style(locale).date(fact.checked)}"]
    if fact.effective:
        dates.insert(0, f"{strings['holds_since']} {style(locale).date(fact.effective)}")
    confidence = strings[string_key("confidence", fact.confidence.value)]
    sources = "".join(f"<li>{source_html((data.sources or {})[key], locale, strings)}</li>" for key in fact.sources)
    return (
        f"<div><dt>{escape(text_in(fact.label, locale))}</dt><dd><b>{shown(fact, locale)}</b>"
        f"<span>{escape(' · '.join([*dates, confidence]))}</span><ul>{sources}</ul></dd></div>"
    )


def source_html(source: Source, locale: str, strings: Mapping[str, str]) -> str:
    """A source as a reader sees it: publisher and date, with a link where the host may be recommended."""
    name = escape(text_in(source.publisher, locale))
    shown = f'<a href="{escape(source.link)}" rel="noopener">{name}</a>' if source.link else name
    if not source.date:
        return shown
    return strings["source_dated"].format(publisher=shown, date=style(locale).date(source.date))
