'''Reading typed values out of running text; one module a language, and a plain reader for all others.

A language without a module is read by `Plain`: digits of any script, ISO dates, clocks, codes and signs of currencies,
telephone numbers. Two languages of which one is read so are compared by digits alone and with care (`values.digits`);
neither prohibitions nor names of figures are compared then.

Adding Japanese is the file `ja.py` in this folder; nothing else names it. It has a class `Reader`, made from `Plain`:

    class Reader(Plain):
        """Japanese: 5万円, 3割引, 午後3時半, 3営業日."""

        digits_only = False                     # it knows words too: compare values, not digits
        FIND = re.compile("[0-9+午第][0-9]*")    # where values may begin
        DIGITS = re.compile(rf"(?P<yen>[0-9]+万?円)|{common.DIGITS}")  # what begins with a digit, in order
        WORDS = re.compile("(?P<hour>午[前後][0-9]{1,2}時)")           # what begins otherwise
        words = Words(denial=…, denied=…)       # what it says around its figures; all of it may be left out

        def _yen(self, text, match): …          # a method for every named group: a Value, or None

A `Value` is the same for all languages: an amount in decimals, its kind, and as unit an ISO code of a currency, the
English name of a unit of time or measure, or nothing for what is counted. How `zh.py` and `en.py` are split shows how
much there is to say of a language; a beginning of fifty lines is worth having. `tests/test_parsing.py` has a table of
spellings that must be equal and of spellings that must not; add columns to both.
'''

from __future__ import annotations

import importlib
import importlib.util
from functools import cache

from payguide.values.parsing.base import Reader, Value, Words
from payguide.values.parsing.plain import Plain

__all__ = ["Plain", "Reader", "Value", "Words", "reader"]


@cache
def reader(locale: str) -> Reader:
    """The reader for `locale` (`zh`, `zh-Hant`, `en_GB`): its language's own, else the plain one."""
    language = locale.replace("_", "-").split("-")[0].lower()
    module = f"{__name__}.{language}"
    # Modules named like a language, of two or three letters, hold its reader; the others are parts of readers.
    if not (language.isalpha() and len(language) in (2, 3)) or importlib.util.find_spec(module) is None:
        return Plain(locale)
    made: Reader = importlib.import_module(module).Reader(locale)
    return made
