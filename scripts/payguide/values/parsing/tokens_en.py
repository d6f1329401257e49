"""What English figures look like: patterns of the tokens that begin with a digit, and of those in words."""

from __future__ import annotations

from payguide.values.parsing import common
from payguide.values.parsing.calendar_en import DIGIT_TOKENS, INITIALS, WEEKDAYS, WORD_TOKENS
from payguide.values.parsing.numerals_en import PARTS
from payguide.values.parsing.units_en import FRACTIONS, MULTIPLES, ORDINALS, ROMAN

_NUMBER_WORDS = sorted({*PARTS, *ORDINALS, *FRACTIONS, *MULTIPLES, "noon", "midnight", "midday"})


def _by_initial() -> str:
    """All words as one alternation by their first letters, big or small: most places are told by one letter."""
    initials: dict[str, list[str]] = {}
    for word in _NUMBER_WORDS:
        initials.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"[{first}{first.upper()}](?:{'|'.join(sorted(rest, key=len, reverse=True))})"
        for first, rest in initials.items()
    )


_PART = f"(?:{_by_initial()})(?![A-Za-z])"
DIGITS = (
    common.SIMPLE,
    *DIGIT_TOKENS,
    r"(?P<rank>(?<=[ (]#)[0-9]{1,3}(?![0-9A-Za-z]))",
    rf"(?P<nth>{common.NO_NAME}[0-9]{{1,4}}(?:st|nd|rd|th)(?![A-Za-z]))",
    common.DIGITS,
)
WORDS = (
    *WORD_TOKENS,
    r"(?P<price>[Hh]alf[ -]price(?![a-z])|[Hh]alf off(?![a-z]))",
    rf"(?P<roman>(?i:category|class|type|level|tier|part|phase|grade|annex|chapter) (?:{'|'.join(ROMAN)})(?![A-Za-z]))",
    WEEKDAYS,
    rf"(?P<words>{_PART}(?:(?:[ -]and)?[ -](?:an? )?{_PART}){{0,12}})",
)
#: The beginnings of names with a Roman numeral.
_NAMED = "(?:[Cc](?:at|l|h)|[Tt][yi]|[Ll]e|[Pp][ah]|[Gg]r|[Aa]n)[a-z]+ [IVX]"
#: What stands before a word: words are searched for together with it.
BEFORE = r"0-9+½⅓⅔¼¾ \n(\-–—\"'“‘*_/\[|>~，。（：、"
STARTS = rf"{_PART}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|[{INITIALS}](?:an|eb|ar|pr|ay|u[nlg]|ep|ct|ov|ec)|{_NAMED}"
