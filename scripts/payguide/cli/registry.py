"""The registry of facts: list, due."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payguide.cli.common import day, root_option, today_option

if TYPE_CHECKING:
    from payguide.model.uses import Due


@click.group()
def facts() -> None:
    """Look into the registry of facts."""


@facts.command("list")
@root_option
@click.argument("words", nargs=-1)
def facts_list(root: Path, words: tuple[str, ...]) -> None:
    """List facts: id, value in every language, confidence, place. WORDS narrow it down.

    \b
    Example:
      scripts/guide facts list alipay limit
    """
    from payguide.model.project import Project
    from payguide.values import render

    project = Project.load(root.absolute(), date.today())
    codes = [locale.code for locale in project.site.locales]
    for fact in (project.data.facts or {}).values():
        values = " | ".join(render(fact, code) for code in codes)
        line = f"{fact.id}\t{values}\t{fact.confidence}\t{fact.location.path}:{fact.line}"
        if all(word.lower() in f"{line} {fact.label}".lower() for word in words):
            click.echo(line)


@facts.command("due")
@root_option
@click.option("--within", type=click.IntRange(min=0), default=30, show_default=True, metavar="DAYS",
              help="Up to so many days from today; what is overdue is always listed.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the list is printed.")  # fmt: skip
@today_option
def facts_due(root: Path, within: int, format_: str, today: Any) -> None:
    """List facts that somebody must compare with their sources, or that end, by date, with the pages that print them.

    \b
    Examples:
      scripts/guide facts due
      scripts/guide facts due --within 90 --format json
    """
    from payguide.model.project import Project
    from payguide.model.uses import due

    project = Project.load(root.absolute(), day(today))
    listed = due(project.site, within)
    if format_ == "json":
        entries = [_entry(one, project.site.today) for one in listed]
        report = {"today": project.site.today.isoformat(), "within": within, "due": entries}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for one in listed:
        click.echo(_line(one, project.site.today))
    click.echo(f"{len(listed)} of {len(project.data.facts or {})} facts are due within {within} days.")


def _entry(one: Due, today: date) -> dict[str, Any]:
    """One entry of the JSON list; `days` are negative for what is overdue."""
    return {
        "id": one.key,
        "why": one.why,
        "date": one.day.isoformat(),
        "days": (one.day - today).days,
        "path": one.location.path,
        "line": one.location.line,
        "pages": list(one.pages),
    }


def _line(one: Due, today: date) -> str:
    days = (one.day - today).days
    when = f"{-days} days ago" if days < 0 else "today" if days == 0 else f"in {days} days"
    what = "ends" if one.why == "expires" else "review"
    pages = ", ".join(one.pages) or "no page"
    return f"{one.day}  {when:<13} {what:<7} {one.key}  ({one.location.path}:{one.location.line}; {pages})"
