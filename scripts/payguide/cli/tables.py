"""Tables of the translate commands: rich renders them, for the terminal's width."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from payguide.model.reviewing import LocaleProgress, PageProgress, State
from payguide.translating.comparing import changes
from payguide.translating.history import Beside
from payguide.translating.status import count, name, page_state, to_do

#: Colour and words of what is left to do, the worst first.
WORDS = {
    State.MISSING: ("bold red", "missing"),
    State.UNTRANSLATED: ("red", "untranslated"),
    State.STALE: ("red", "source changed"),
    State.BOTH: ("yellow", "both changed"),
    State.CHANGED: ("cyan", "translation changed"),
    State.UNREVIEWED: ("yellow", "not reviewed"),
}


def show(*things: RenderableType) -> None:
    """Prints to the terminal; without colour where there is none, or where nobody wants it."""
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 110
    console = Console(width=width, no_color=plain, highlight=False, emoji=False, markup=False)
    for thing in things:
        console.print(thing)


def status(languages: Sequence[LocaleProgress], only_open: bool) -> Iterator[RenderableType]:
    """A row a page, a column a language, and the percentages."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("page", overflow="fold")
    for language in languages:
        table.add_column(f"{language.locale.name} ({language.locale.code})", overflow="fold")
    for row in zip(*(language.pages for language in languages), strict=True):
        states = [page_state(page, language) for page, language in zip(row, languages, strict=True)]
        if not only_open or set(states) != {"done"}:
            cells = [_cell(page, language) for page, language in zip(row, languages, strict=True)]
            table.add_row(row[0].source.slug, *cells)
    yield table
    for language in languages:
        yield _total(language)


def _cell(page: PageProgress, language: LocaleProgress) -> Text:
    if page.translation is None:
        return Text("missing", style="bold red")
    left = to_do(page, language)
    if not left:
        return Text("done", style="green")
    if len(left) == 1 and len(left[0][1]) == len(page.sections):
        style, words = WORDS[left[0][0]]
        return Text(words, style=style)
    cell = Text("; ").join(
        Text(f"{WORDS[state][1]}: {', '.join(names)}", style=WORDS[state][0]) for state, names in left
    )
    counted = count(language, [page])
    return Text(f"{counted.done} of {counted.total} done; ") + cell


def _total(language: LocaleProgress) -> Text:
    counted = count(language)
    words = f"{language.locale.name}: {counted.percent_translated} % translated"
    if language.reviews is None:
        words += "; no reviews are recorded (scripts/guide translate review)"
    else:
        words += f", {counted.percent} % as reviewed ({counted.done} of {counted.total} sections)"
    return Text(words, style="bold")


def comparison(language: LocaleProgress, page: PageProgress, sections: Sequence[Beside]) -> Iterator[RenderableType]:
    """Each section that asks for it: what changed in the source, and the translation beside it."""
    if page.translation is None:
        yield Text(f"{page.source.path} is not translated into {language.locale.name} yet.")
        return
    if not sections:
        yield Text(f"{page.translation.path}: every section is as it was reviewed.")
    for section in sections:
        yield Text(f"\n{name(section.progress.source)}  {_summary(section)}", style="bold")
        table = Table(expand=True, show_lines=False, header_style="dim")
        table.add_column(f"{page.source.path}:{section.progress.source.location.line}", ratio=1, overflow="fold")
        theirs = section.progress.translation
        line = theirs.location.line if theirs else 1
        table.add_column(f"{page.translation.path}:{line}", ratio=1, overflow="fold")
        table.add_row(
            _changed(section.old_source, section.source), _changed(section.old_translation, section.translation)
        )
        yield table


def _summary(section: Beside) -> str:
    progress = section.progress
    words = "as it was reviewed" if progress.state is State.DONE else WORDS[progress.state][1]
    if progress.review is None:
        return words
    words += f", reviewed on {progress.review.day}"
    if progress.state in (State.STALE, State.BOTH) and section.old_source is None:
        words += "; git does not know the words of that review, so both texts are shown as they are now"
    return words


def _changed(old: str | None, new: str) -> Text:
    """`new` with what `old` lacked in {+ +} and what it lost in [- -]; colours say the same."""
    if old is None or old == new:
        return Text(new)
    text = Text()
    for kind, words in changes(old, new):
        if kind == "same":
            text.append(words)
        else:
            marks = ("[-", "-]", "red strike") if kind == "old" else ("{+", "+}", "green")
            text.append(f"{marks[0]}{words}{marks[1]}", style=marks[2])
    return text
