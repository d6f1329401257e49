"""What languages are called, so that a link that says where it leads is told from one that went astray."""

from __future__ import annotations

from payguide.model.locales import Locale


def names_language(text: str, locale: Locale, own: str) -> bool:
    """Whether `text`, on a page in the locale `own`, names `locale`: in its own words, the page's or English ones."""
    names = {locale.name, *_names(locale.code, own)}
    words = text.casefold().strip()
    return words == locale.code.casefold() or any(name and name.casefold() in words for name in names)


def _names(code: str, own: str) -> set[str]:
    # Babel is a large import, and few links need it.
    from babel import Locale as Words
    from babel import UnknownLocaleError

    try:
        words = Words.parse(code.replace("-", "_"))
        return {words.get_language_name(said) or "" for said in (None, own.replace("-", "_"), "en")}
    except (ValueError, UnknownLocaleError):
        return set()  # a code that Babel does not know has its configured name only
