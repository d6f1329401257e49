"""Judging a guide: check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payguide.cli.common import (
    day,
    format_option,
    language_option,
    output_option,
    reader,
    report,
    root_option,
    today_option,
)
from payguide.cli.mending import Mending, mending_options, settle, tell_known
from payguide.model.findings import Finding
from payguide.model.memory import uncollected

if TYPE_CHECKING:
    from payguide.cache.verdicts import Found
    from payguide.checks.baseline import Verdict
    from payguide.model.project import Project


@click.group(invoke_without_command=True)
@click.pass_context
@root_option
@click.option(
    "--site", type=click.Path(path_type=Path), default=None, help="The built site.  [default: site, if there]"
)
@click.option("--only", multiple=True, metavar="RULE", help="Report this rule alone; may be given again.")
@click.option("--skip", multiple=True, metavar="RULE", help="Do not report this rule; may be given again.")
@click.option("--explain", default=None, metavar="RULE", help="Print what a rule is about; `all` lists them.")
@click.option("--no-cache", is_flag=True, help="Read every page anew, and judge even when no file has changed.")
@today_option
@language_option
@format_option
@output_option
@mending_options
def check(
    context: click.Context, root: Path, site: Path | None, only: tuple[str, ...], skip: tuple[str, ...],
    explain: str | None, no_cache: bool, today: Any, language: str | None, format_: str, output: Path | None,
    mending: Mending,
) -> None:  # fmt: skip
    """Say what is wrong with the guide: sources always, the built site where there is one.

    Works on any MkDocs project that uses mkdocs-static-i18n.

    \b
    Examples:
      scripts/guide check --lang zh
      scripts/guide check --root ../other-docs --format json
      scripts/guide check --only link-anchor-missing --only link-target-missing
      scripts/guide check --format sarif --output check.sarif
      scripts/guide check --fix --dry-run
      scripts/guide check --explain fact-parity
    """
    if context.invoked_subcommand is not None:
        return
    from payguide.cli import explaining

    if explain is not None:
        click.echo(explaining.explain(explain, reader(language)))
        return
    explaining.refuse_unknown(only, skip, reader(language))
    mending.refuse_nonsense()
    _refuse_wrong_folders(root, site)
    findings: list[Finding] | None
    if mending.is_none and not no_cache:
        found = _recalled(root.absolute(), site, day(today), mending.baseline)
        tell_known(found.known, reader(language))
        findings = explaining.chosen(found.findings, only, skip)
    else:
        findings = settle(
            mending,
            lambda: _judged(root, site, day(today), mending.baseline, is_cached=not no_cache),
            lambda found: explaining.chosen(found, only, skip),
            reader(language),
        )
    if findings is not None:
        report(findings, format_, root.absolute(), always=True, language=language, output=output)


def _recalled(root: Path, site: Path | None, today: date, baseline: Path | None) -> Found:
    """What the checker says of the project, or said when all its files were as they are now."""
    from payguide.cache import verdicts

    question = f"{today} {site and site.absolute()} {baseline and baseline.absolute()}"
    return verdicts.recall(root, question) or verdicts.remember(
        root, question, lambda: _judged(root, site, today, baseline, is_cached=True), site, baseline
    )


@uncollected(for_good=True)
def _judged(
    root: Path, site: Path | None, today: date, baseline: Path | None, *, is_cached: bool
) -> tuple[Project, Verdict]:
    """The project, and what the checker says of it."""
    from payguide import checks
    from payguide.model.project import Project
    from payguide.sources.built import BuiltSite

    project = Project.load(root.absolute(), today, is_cached=is_cached)
    folder = site or root / project.site.config.site_dir
    built = BuiltSite.load(folder, project.site.root) if folder.is_dir() else None
    return project, checks.verdict(project.site, built, also=project.findings, known=baseline)


def _refuse_wrong_folders(root: Path, site: Path | None) -> None:
    if not any((root / name).is_file() for name in ("mkdocs.yml", "mkdocs.yaml")):
        raise click.UsageError(f"there is no mkdocs.yml in {root}: is that the project's folder? (--root)")
    if site is not None and not site.is_dir():
        raise click.UsageError(f"there is no built site at {site}: run `scripts/guide build` first")
