"""Typed values as each language writes them; one module a language, and a plain default for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from payguide.model.facts import Fact
    from payguide.values.base import Style


def style(locale: str) -> Style:
    """The way `locale` writes values: its own module where there is one, else Babel's defaults for that locale."""
    # Reading values, as the checker does, needs none of these large imports.
    from payguide.values import en, zh
    from payguide.values.base import Style

    known: dict[str, type[Style]] = {"zh": zh.Chinese, "en": en.English}
    return known.get(locale.replace("_", "-").split("-")[0], Style)(locale)


def render(fact: Fact, locale: str) -> str:
    """The value of `fact` as a reader of `locale` expects it, as plain text with no-break spaces.

    Raises KeyError when the fact has no words in `locale`.
    """
    return style(locale).render(fact)
