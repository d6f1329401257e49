"""How far every page is in every language, counted in sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from payguide.model.digests import TITLE, TOP, Part
from payguide.model.reviewing import LocaleProgress, PageProgress, State, progress, source_parts
from payguide.model.site import Site

#: States in which readers are shown nothing, or the source's text.
_LACKING = frozenset((State.MISSING, State.UNTRANSLATED))


@dataclass(frozen=True, slots=True)
class Count:
    """Sections by state."""

    by_state: Counter[State]
    reviewed: bool

    @property
    def total(self) -> int:
        """All sections of the source."""
        return self.by_state.total()

    @property
    def translated(self) -> int:
        """Sections that have a text of their own."""
        return self.total - sum(self.by_state[state] for state in _LACKING)

    @property
    def done(self) -> int:
        """Sections that are as they were reviewed; in a project without reviews, those that are translated."""
        return self.by_state[State.DONE] if self.reviewed else self.translated

    @property
    def percent(self) -> int:
        """The share of `done`, rounded down: 100 means that nothing is left."""
        return self.done * 100 // self.total if self.total else 100

    @property
    def percent_translated(self) -> int:
        """The share of `translated`, rounded down."""
        return self.translated * 100 // self.total if self.total else 100


def survey(site: Site, codes: Sequence[str]) -> list[LocaleProgress]:
    """How far the languages `codes` are."""
    own: dict[str, list[Part]] = source_parts(site)
    return [progress(site, locale, own) for locale in site.locales if locale.code in codes]


def count(language: LocaleProgress, pages: Sequence[PageProgress] | None = None) -> Count:
    """The sections of `pages` (all of the language when None) by state."""
    listed = language.pages if pages is None else pages
    states = Counter(section.state for page in listed for section in page.sections)
    return Count(states, language.reviews is not None)


def page_state(page: PageProgress, language: LocaleProgress) -> str:
    """`missing`, `done` or `open`, as one word for a page."""
    if page.translation is None:
        return "missing"
    counted = count(language, [page])
    return "done" if counted.done == counted.total else "open"


def to_do(page: PageProgress, language: LocaleProgress) -> list[tuple[State, list[str]]]:
    """What is left to do on a page: states with the names of their sections, in the page's order."""
    left: dict[State, list[str]] = {}
    for section in page.sections:
        state = section.state
        if state is not State.DONE and not (state is State.UNREVIEWED and language.reviews is None):
            left.setdefault(state, []).append(name(section.source))
    return list(left.items())


def name(part: Part) -> str:
    """What a person calls a section."""
    return {TOP: "top", TITLE: "title"}.get(part.key, f"#{part.key}")


def as_data(languages: Sequence[LocaleProgress]) -> dict[str, Any]:
    """The survey as plain data, for `--format json`."""
    return {"locales": {language.locale.code: _language(language) for language in languages}}


def _language(language: LocaleProgress) -> dict[str, Any]:
    counted = count(language)
    return {
        "name": language.locale.name,
        "reviews": language.reviews.path if language.reviews else None,
        **_counted(counted),
        "pages": [_page(page, language) for page in language.pages],
    }


def _counted(counted: Count) -> dict[str, Any]:
    return {
        "sections": counted.total,
        "translated": counted.translated,
        "done": counted.done,
        "percent_translated": counted.percent_translated,
        "percent_done": counted.percent,
        "by_state": {state.value: counted.by_state[state] for state in State if counted.by_state[state]},
    }


def _page(page: PageProgress, language: LocaleProgress) -> dict[str, Any]:
    return {
        "page": page.source.slug,
        "source": page.source.path,
        "path": page.translation.path if page.translation else None,
        "state": page_state(page, language),
        **_counted(count(language, [page])),
        "list": [
            {
                "id": section.source.key,
                "title": section.source.title,
                "state": section.state.value,
                "source_line": section.source.location.line,
                "line": section.translation.location.line if section.translation else None,
                "reviewed": section.review.day if section.review else None,
            }
            for section in page.sections
        ],
    }
