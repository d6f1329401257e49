"""Paper: leaflets, and the fonts they are set in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from payguide.cli.common import ROOT, day, format_option, report, root_option, site_url_option, today_option


@click.command()
@root_option
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--locale", "locales", multiple=True, help="Only this language; may be given again.")
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Folder.  [default: site/leaflets]")
@site_url_option
@click.option("--stamp", is_flag=True, help="Record a new version of every leaflet whose text has changed.")
@today_option
@format_option
def leaflets(
    root: Path, ids: tuple[str, ...], locales: tuple[str, ...], output: Path | None,
    site_url: str | None, stamp: bool, today: Any, format_: str,
) -> None:  # fmt: skip
    """Print leaflets from the site that was built last, or record new versions of changed ones.

    \b
    Examples:
      scripts/guide leaflets
      scripts/guide leaflets visitor --locale en --output /tmp/print
      scripts/guide leaflets --stamp
    """
    from payguide import leaflets as engine
    from payguide.model.project import Project

    root = root.absolute()
    site = root / "site"
    if not site.is_dir():
        raise click.UsageError("leaflets are cut out of the built pages: run `scripts/guide build` first")
    project = Project.load(root, day(today))
    known(ids, project.data.leaflets or {}, "leaflet")
    known(locales, {locale.code: locale for locale in project.site.locales}, "language")
    if stamp:
        written, findings = engine.stamp_versions(root, site, day(today))
        report(findings, format_, root)
        click.echo("\n".join(written) or "No leaflet's text has changed.")
        return
    address = project.address(site_url)
    target = output or site / "leaflets"
    findings, sheets = engine.print_leaflets(root, site, target, address, ids, locales)
    report(findings, format_, root)
    for sheet in sheets:
        click.echo(sheet)


def known(names: tuple[str, ...], known: Any, what: str) -> None:
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no {what} '{name}'; there are: {', '.join(known)}")


@click.command()
@click.option("--source", type=click.Path(exists=True, path_type=Path), help="Folder with the full fonts.")
def fonts(source: Path | None) -> None:
    """Make the leaflets' fonts again, with every character that the pages use (needs npm, or --source).

    \b
    Example:
      scripts/guide fonts
    """
    from payguide.leaflets import fonts as maker

    for line in maker.make(ROOT, source):
        click.echo(line)
