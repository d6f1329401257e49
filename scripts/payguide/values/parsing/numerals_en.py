"""English number words: three hundred and twenty, two and a half million, twenty-one, three quarters, a dozen."""

from __future__ import annotations

from decimal import Decimal

from payguide.values.parsing.units_en import CARDINALS, FRACTIONS

_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
#: Words that a number may be made of; `and`, `a` and `point` only between them.
PARTS = frozenset([*CARDINALS, *_POWERS, "hundred", "dozen"])


def cardinal(words: list[str]) -> tuple[int, Decimal]:
    """How many of `words` make one number, from the first on, and that number: of `twenty thirty` the first."""
    total = group = last = Decimal(0)
    fresh = True  # whether a digit may follow what is already there
    for place, word in enumerate(words):
        if word in CARDINALS:
            value = Decimal(CARDINALS[word])
            fits = fresh or (last >= 20 and last < 100 and value < 10 and value > 0) or (last == 100 and value < 100)
            if not fits:
                return place, total + group
            group, last, fresh = group + value, value, False
        elif word in ("hundred", "dozen"):
            group, last = (group or Decimal(1)) * (100 if word == "hundred" else 12), Decimal(100)
        elif word in _POWERS:
            total, group, fresh, last = total + (group or Decimal(1)) * _POWERS[word], Decimal(0), True, Decimal(0)
        else:
            return place, total + group
    return len(words), total + group


def fraction(words: list[str]) -> Decimal | None:
    """Three quarters, two thirds, a half, a quarter; None when `words` are no such thing."""
    if len(words) != 2 or words[1] not in FRACTIONS:
        return None
    under = FRACTIONS[words[1]]
    over = 1 if words[0] in ("a", "one") else CARDINALS.get(words[0], 0)
    plural = words[1].endswith("s") or words[1] == "halves"
    return Decimal(over) / under if 0 < over < under and plural == (over > 1) else None
