"""How hard the pages are to read, in each language, beside the targets that writers aim at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payguide.bench.plainness import Sentence, grade, officialese, sentences
from payguide.bench.tables import table
from payguide.model.project import Project
from payguide.model.scripts import is_dense, language

#: B1 English is read at about school year 8. The others are the style rules of .github/WRITING.md: the mean length of
#: sentences, and what nine in ten keep to.
GRADE, WORDS, MOST_WORDS, CHARACTERS, MOST_CHARACTERS = 8.0, 15.0, 20.0, 25.0, 40.0
#: What one word of officials adds to a page's place in the list.
_OFFICIAL = 0.05
#: How many of the longest sentences of each language are shown, and how much of each.
_SHOWN, _WIDE = 10, 72


@dataclass(frozen=True, slots=True)
class Measure:
    """A text in one language. `mean` and `tenth` are words or characters a sentence: on average, and at least in every
    tenth. `grade` is 0 where the language has none. `official` are words of officials with their lines.
    """

    path: str
    locale: str
    read: tuple[Sentence, ...]
    grade: float
    official: tuple[tuple[str, int], ...]

    @property
    def mean(self) -> float:
        return sum(sentence.length for sentence in self.read) / len(self.read)

    @property
    def tenth(self) -> int:
        lengths = sorted(sentence.length for sentence in self.read)
        return lengths[math.ceil(0.9 * len(lengths)) - 1]

    @property
    def outstanding(self) -> float:
        """How far the text is above its targets: 1 is just on them."""
        mean, most = _limits(self.locale)
        shares = (self.mean / mean, self.tenth / most, self.grade / GRADE)
        return max(shares) + _OFFICIAL * len(self.official)


def _limits(locale: str) -> tuple[float, float]:
    return (CHARACTERS, MOST_CHARACTERS) if is_dense(locale) else (WORDS, MOST_WORDS)


def measure(path: str, locale: str, read: Sequence[Sentence]) -> Measure:
    """The measures of what was `read`, which must not be empty."""
    level = grade(read) if language(locale) == "en" else 0.0
    return Measure(path, locale, tuple(read), level, tuple(officialese(read, locale)))


def reading(root: Path, markdown: bool = False) -> str:
    """A row a page, those that stand out first, then the totals and the longest sentences of each language."""
    project = Project.load(root, date.today())
    codes = [locale.code for locale in project.site.locales]
    rows: dict[str, dict[str, Measure]] = defaultdict(dict)
    for page in project.site.pages.values():
        read = sentences(page, project.data, root)
        if read:
            rows[page.slug][page.locale] = measure(page.path, page.locale, read)
    ordered = sorted(rows.items(), key=lambda row: -max(known.outstanding for known in row[1].values()))
    totals = {code: [known[code] for _, known in ordered if code in known] for code in codes}
    all_ = {code: measure("", code, [s for one in known for s in one.read]) for code, known in totals.items() if known}
    head = ["page", *(name for code in codes for name in _head(code))]
    lines = [_row(slug, known, codes) for slug, known in [*ordered, ("all", all_)]]
    parts = [table(head, [*lines, ["target", *(goal for code in codes for goal in _goal(code))]], markdown)]
    parts += [_longest(code, totals[code]) for code in codes if totals[code]]
    return "\n\n".join(parts)


def _head(code: str) -> list[str]:
    grades = [f"{code} grade"] if language(code) == "en" else []
    return [*grades, f"{code} {'characters' if is_dense(code) else 'words'}", "every 10th", "longest", "officialese"]


def _goal(code: str) -> list[str]:
    mean, most = _limits(code)
    return [*([f"{GRADE:.0f}"] if language(code) == "en" else []), f"{mean:.0f}", f"{most:.0f}", "", "0"]


def _row(slug: str, known: dict[str, Measure], codes: Sequence[str]) -> list[str]:
    return [slug, *(cell for code in codes for cell in _cells(known.get(code), code))]


def _cells(known: Measure | None, code: str) -> list[str]:
    if known is None:
        return ["–"] * len(_head(code))
    longest = str(max(sentence.length for sentence in known.read))
    first = [f"{known.grade:.1f}"] if language(code) == "en" else []
    return [*first, f"{known.mean:.1f}", str(known.tenth), longest, str(len(known.official))]


def _longest(code: str, known: Sequence[Measure]) -> str:
    """The longest sentences of a language and its words of officials, with page and line."""
    all_ = [(sentence, one.path) for one in known for sentence in one.read]
    first = sorted(all_, key=lambda pair: -pair[0].length)[:_SHOWN]
    lines = [f"{path}:{item.line}: {item.length}: {_short(item.text)}" for item, path in first]
    lines += [f"{one.path}:{line}: officialese: {word}" for one in known for word, line in one.official]
    return "\n".join([f"{code}:", *lines])


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}…"
