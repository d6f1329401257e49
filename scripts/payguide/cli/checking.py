"""Judging a guide: check, facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from payguide.cli.common import day, format_option, report, root_option, today_option


@click.command()
@root_option
@click.option(
    "--site", type=click.Path(path_type=Path), default=None, help="The built site.  [default: site, if there]"
)
@today_option
@format_option
def check(root: Path, site: Path | None, today: Any, format_: str) -> None:
    """Say what is wrong with the guide: sources always, the built site where there is one.

    Works on any MkDocs project that uses mkdocs-static-i18n.

    \b
    Examples:
      scripts/guide check
      scripts/guide check --root ../other-docs --format json
    """
    from payguide import checks
    from payguide.model.project import Project
    from payguide.sources.built import BuiltSite

    if not (root / "mkdocs.yml").is_file():
        raise click.UsageError(f"there is no mkdocs.yml in {root}: is that the project's folder? (--root)")
    if site is not None and not site.is_dir():
        raise click.UsageError(f"there is no built site at {site}: run `scripts/guide build` first")
    project = Project.load(root.absolute(), day(today))
    config = project.site.config
    folder = site or root / config.site_dir
    built = BuiltSite.load(folder, project.site.root) if folder.is_dir() else None
    report(checks.run(project.site, built, also=project.findings), format_, root.absolute(), always=True)


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
