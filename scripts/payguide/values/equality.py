"""When two values that two languages give mean the same, and which value of one text is which of the other.

More generous than `Value.equals`: a year may be left out, a unit be said once for several numbers, a reduction be told
as what is left to pay.
"""

from __future__ import annotations

from collections.abc import Sequence

from payguide.values.parsing import Value

#: Kinds that are told apart by grammar alone: 三张, three, third, step 3.
PLAIN = frozenset(("count", "number", "ordinal"))
#: So many values without a counterpart are compared one by one; beyond that the texts have little in common.
_LIMIT = 40


def same(one: Value, other: Value) -> bool:
    """Whether two values, neither a range, may stand for one another in two languages."""
    if one.key == other.key:
        return True
    if one.kind in PLAIN:
        return _plain(one, other)
    if other.kind in PLAIN:
        return _plain(other, one)
    if one.kind != other.kind:
        return _year(one, other)
    if one.kind == "date":
        return _same_day(one.text, other.text) or ("dm" in (one.unit, other.unit) and _turned(one.text) == other.text)
    if one.kind == "clock":
        return "12h" in (one.unit, other.unit) and _minutes(one) % 720 == _minutes(other) % 720
    if one.kind == "phone":
        short, long = sorted((one.text, other.text), key=len)
        return len(short) > 6 and long.endswith(short)
    if one.kind == "percent" and one.unit != other.unit and one.amount is not None and other.amount is not None:
        return other.amount in (one.amount, 100 - one.amount)
    return False


def _plain(number: Value, other: Value) -> bool:
    """Whether a bare number may stand for `other`."""
    amount = number.amount
    if amount is None:
        return False
    if other.amount is not None:
        if other.kind == "money" and other.amount < 1 and amount == other.amount * 100:
            return True  # 5 分 and 5 fen
        return amount == other.amount or (other.kind == "percent" and amount * 100 == other.amount)
    if other.kind == "clock":
        return amount == int(other.text[:2]) or (amount < 13 and amount % 12 == int(other.text[:2]) % 12)
    return other.text.lstrip("0") == f"{amount:f}".lstrip("0") or (
        other.text[:1] == "-" and amount == int(other.text[-2:])
    )


def _year(one: Value, other: Value) -> bool:
    """A year that was taken for something else, or the other way round."""
    year, value = (one, other) if one.kind == "date" else (other, one)
    return year.kind == "date" and len(year.text) == 4 and year.text.isdigit() and value.amount == int(year.text)


def _same_day(one: str, other: str) -> bool:
    first, second = one.rsplit("-", one.count("-")), other.rsplit("-", other.count("-"))
    first, second = (["", *parts[2:]] if parts[0] == "" else parts for parts in (first, second))
    return len(first) == len(second) > 1 and first[1:] == second[1:] and "" in (first[0], second[0])


def _turned(day: str) -> str:
    """A date with its day for its month: 03/04/2026 is one in Europe and another in America."""
    year, _, rest = day.partition("-")
    return "-".join([year, *reversed(rest.split("-"))])


def _minutes(clock: Value) -> int:
    return int(clock.text[:2]) * 60 + int(clock.text[3:])


def settled(values: list[Value]) -> list[Value]:
    """`values` of a passage where a clock shows that hours are counted to 24: the others are no afternoon's."""
    return [value._replace(unit="") if value.kind == "clock" else value for value in values]


def pair(ours: Sequence[Value], theirs: Sequence[Value]) -> list[tuple[int, int]]:
    """Positions of counterparts, in the order of `ours`; each value has at most one."""
    if len(ours) == len(theirs) and all(a.key == b.key for a, b in zip(ours, theirs, strict=True)):
        return [(index, index) for index in range(len(ours))]
    waiting: dict[tuple[object, ...], list[int]] = {}
    for index in range(len(theirs) - 1, -1, -1):
        waiting.setdefault(theirs[index].key, []).append(index)
    found = [(index, waiting[value.key].pop()) for index, value in enumerate(ours) if waiting.get(value.key)]
    left = sorted(set(range(len(ours))) - {index for index, _ in found})
    right = sorted(set(range(len(theirs))) - {index for _, index in found})
    for index in left[:_LIMIT]:
        match = next((place for place in right[:_LIMIT] if same(ours[index], theirs[place])), None)
        if match is not None:
            right.remove(match)
            found.append((index, match))
    return sorted(found)
