"""A table of spellings: those of a group are equal in both languages, in both directions; those of two are not."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml

from payguide.values.equality import pair, same
from payguide.values.parsing import Value, reader

TABLE: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(
    (Path(__file__).parent / "spellings.yml").read_text(encoding="utf-8")
)
GROUPS = [(kind, str(name)) for kind, groups in TABLE.items() for name in groups]
FRAMES = {
    "zh": ("{}", "请注意：{}。", "（{}）", "| {} |", "**{}**，然后"),
    "en": ("{}", "Note: {}.", "({})", "| {} |", "**{}**, then"),
}


def found(locale: str, text: str) -> list[Value]:
    """The ends of the first value in `text`; the others are words around it."""
    values = [value for value in reader(locale).values(text) if value.form != "loose" or value.amount != 1]
    assert values, f"nothing in {text!r}"
    return list(values[-1].ends)


def of(kind: str, name: str) -> list[tuple[str, str]]:
    group = next(spellings for key, spellings in TABLE[kind].items() if str(key) == name)
    return [(locale, str(text)) for locale in ("zh", "en") for text in group[locale]]


@pytest.mark.parametrize(("kind", "name"), GROUPS)
def test_spellings_of_a_group_are_equal(kind: str, name: str) -> None:
    first = found(*of(kind, name)[0])
    for locale, spelling in of(kind, name):
        for frame in FRAMES[locale]:
            text = frame.format(spelling)
            values = found(locale, text)
            assert len(pair(first, values)) == len(pair(values, first)) == len(first) == len(values), (
                text,
                values,
                first,
            )


@pytest.mark.parametrize("kind", TABLE)
def test_groups_of_a_kind_are_not(kind: str) -> None:
    read = {
        name: [(text, found(locale, text)) for locale, text in of(kind, str(name))] for name in map(str, TABLE[kind])
    }
    for one, other in product(read, repeat=2):
        if one != other:
            for (text, mine), (another, yours) in product(read[one], read[other]):
                equal = len(mine) == len(yours) and all(same(a, b) for a, b in zip(mine, yours, strict=True))
                assert not equal, f"{text!r} is taken for {another!r}"
