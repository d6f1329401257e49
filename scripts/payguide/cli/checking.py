"""Judging a guide: check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from payguide.cli.common import day, format_option, report, root_option, today_option


@click.group(invoke_without_command=True)
@click.pass_context
@root_option
@click.option(
    "--site", type=click.Path(path_type=Path), default=None, help="The built site.  [default: site, if there]"
)
@today_option
@format_option
def check(context: click.Context, root: Path, site: Path | None, today: Any, format_: str) -> None:
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

    if context.invoked_subcommand is not None:
        return
    if not (root / "mkdocs.yml").is_file():
        raise click.UsageError(f"there is no mkdocs.yml in {root}: is that the project's folder? (--root)")
    if site is not None and not site.is_dir():
        raise click.UsageError(f"there is no built site at {site}: run `scripts/guide build` first")
    project = Project.load(root.absolute(), day(today))
    config = project.site.config
    folder = site or root / config.site_dir
    built = BuiltSite.load(folder, project.site.root) if folder.is_dir() else None
    report(checks.run(project.site, built, also=project.findings), format_, root.absolute(), always=True)
