"""Which writing a locale uses, as far as texts are told apart by it."""

from __future__ import annotations

from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
#: The letters of each writing, as they stand inside the brackets of a regular expression.
LETTERS = {
    "Latin": "A-Za-z\u00c0-\u024f",
    "Han": HAN,
    "Japanese": HAN + KANA,
    "Hangul": "\uac00-\ud7af\u1100-\u11ff",
    "Cyrillic": "\u0400-\u04ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f",
    "Hebrew": "\u0590-\u05ff",
    "Greek": "\u0370-\u03ff",
    "Thai": "\u0e00-\u0e7f",
    "Devanagari": "\u0900-\u097f",
}
_BY_LANGUAGE = {
    **dict.fromkeys(("zh", "yue", "wuu", "cmn"), "Han"),
    "ja": "Japanese",
    "ko": "Hangul",
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "kk", "ky", "mn"), "Cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "Arabic"),
    **dict.fromkeys(("he", "yi"), "Hebrew"),
    "el": "Greek",
    "th": "Thai",
    **dict.fromkeys(("hi", "mr", "ne"), "Devanagari"),
}


@lru_cache(maxsize=256)
def language(code: str) -> str:
    """The language of a locale code: `zh` for `zh-Hans` and `zh_CN`."""
    return code.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=256)
def script(code: str) -> str:
    """The writing of a locale, a key of `LETTERS`."""
    parts = code.replace("_", "-").split("-")
    if "Latn" in parts:
        return "Latin"
    return "Cyrillic" if "Cyrl" in parts else _BY_LANGUAGE.get(language(code), "Latin")


#: Letters of an alphabet that say as much as one Chinese character.
DENSITY = 3.3


def is_dense(code: str) -> bool:
    """Whether one character of the locale says as much as several letters."""
    return script(code) in ("Han", "Japanese", "Hangul")


def is_simplified(code: str) -> bool:
    """Whether the locale is Chinese in simplified characters."""
    parts = {part.lower() for part in code.replace("_", "-").split("-")[1:]}
    return language(code) in ("zh", "cmn") and not parts & {"hant", "tw", "hk", "mo"}


def is_rtl(code: str) -> bool:
    """Whether the locale is written from right to left."""
    return script(code) in ("Arabic", "Hebrew")
