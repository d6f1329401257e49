"""The registry of facts: list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payguide.cli.common import root_option


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
