"""Keeping translations true: translate status, review, diff, new."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payguide.cli.beginning import new, project_at
from payguide.cli.common import report, root_option, today_option

if TYPE_CHECKING:
    from payguide.model.project import Project
    from payguide.translating.recording import Recorded

locale_option = click.option("--locale", "codes", multiple=True, help="Only this language; may be given again.")


@click.group()
def translate() -> None:
    """Keep the translations true: see how far they are, record reviews, begin a new language.

    \b
    Examples:
      scripts/guide translate status
      scripts/guide translate diff docs/en/pay/cards.md
      scripts/guide translate review docs/en/pay/cards.md
      scripts/guide translate new ar
    """


def _codes(project: Project, codes: tuple[str, ...]) -> list[str]:
    from payguide.translating.selecting import Unknown, locales

    try:
        known = locales(project.site, codes)
    except Unknown as error:
        raise click.UsageError(str(error)) from error
    if not known:
        raise click.UsageError("this guide has one language only: begin another with `scripts/guide translate new`")
    return known


@translate.command()
@root_option
@locale_option
@click.option("--open", "only_open", is_flag=True, help="Leave out pages that are done.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def status(root: Path, codes: tuple[str, ...], only_open: bool, format_: str) -> None:
    """Show how far every page is in every language: missing, changed since its review, or done.

    \b
    Examples:
      scripts/guide translate status --open
      scripts/guide translate status --locale en --format json
    """
    import json

    from payguide.cli import tables
    from payguide.translating.status import as_data, survey

    project = project_at(root, None)
    languages = survey(project.site, _codes(project, codes))
    if format_ == "json":
        click.echo(json.dumps(as_data(languages), ensure_ascii=False, indent=2))
    else:
        tables.show(*tables.status(languages, only_open))


@translate.command()
@root_option
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--all", "every", is_flag=True, help="Every page, and forget reviews of pages that are gone.")
@locale_option
@today_option
def review(root: Path, paths: tuple[str, ...], every: bool, codes: tuple[str, ...], today: Any) -> None:
    """Record that you have compared a translation with its source, so that later changes are seen.

    PATH is a page in either language (docs/en/pay/cards.md, pay/cards) or a section of it (pay/cards#steps).
    A section that is as it was at its last review keeps that day.

    \b
    Examples:
      scripts/guide translate review docs/en/pay/cards.md
      scripts/guide translate review pay/cards#steps --locale en
      scripts/guide translate review --all
    """
    from payguide.translating.recording import record
    from payguide.translating.selecting import Unknown, choose

    if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        raise click.UsageError(
            "a review says that a person has read both texts, so a CI job (CI=true) cannot record one"
        )
    if every == bool(paths):
        raise click.UsageError("name the pages that you have compared, or --all (not both)")
    project = project_at(root, today)
    try:
        chosen = None if every else choose(project.site, paths, Path.cwd())
        recorded = record(project, _codes(project, codes), chosen)
    except Unknown as error:
        raise click.UsageError(str(error)) from error
    _tell(recorded, root.absolute())


def _tell(recorded: list[Recorded], root: Path) -> None:
    """What was recorded; ends with status 1 when a page was refused."""
    for entry in recorded:
        gone = f", {entry.dropped} old ones taken out" if entry.dropped else ""
        click.echo(f"{entry.code}: {entry.sections} sections recorded{gone} ({entry.path})")
    refused = [finding for entry in recorded for finding in entry.refused]
    if refused:
        click.echo("These pages were not recorded, as their texts cannot be compared section by section:", err=True)
        report(list(dict.fromkeys(refused)), "auto", root)


@translate.command()
@root_option
@click.argument("path")
@locale_option
@click.option("--full", is_flag=True, help="Show sections that have not changed too.")
def diff(root: Path, path: str, codes: tuple[str, ...], full: bool) -> None:
    """Show what changed in a page's source since its review, with the translation beside it.

    The words of the last review are looked up in git; without them both texts are shown as they are now.

    \b
    Examples:
      scripts/guide translate diff docs/en/pay/cards.md
      scripts/guide translate diff pay/cards#steps
    """
    from payguide.cli import tables
    from payguide.translating.history import beside
    from payguide.translating.selecting import Unknown, choose
    from payguide.translating.status import survey

    project = project_at(root, None)
    try:
        chosen = choose(project.site, [path], Path.cwd())[0]
    except Unknown as error:
        raise click.UsageError(str(error)) from error
    wanted = _codes(project, codes or ((chosen.code,) if chosen.code else ()))
    for language in survey(project.site, wanted):
        page = next(page for page in language.pages if page.source.slug == chosen.slug)
        tables.show(*tables.comparison(language, page, beside(project.site.root, page, chosen.key, full)))


translate.add_command(new)
