"""Paper: leaflets, and the fonts they are set in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from payguide.cli.common import (
    ROOT,
    day,
    format_option,
    report,
    root_option,
    say,
    short,
    site_url_option,
    today_option,
)
from payguide.model.hints import did_you_mean, some


@click.command()
@root_option
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--locale", "locales", multiple=True, help="Only this language; may be given again.")
@click.option(
    "--output", "outputs", type=click.Choice(["office", "press"]), multiple=True, help="Only for this printer."
)
@click.option("--to", "target", type=click.Path(path_type=Path), default=None, help="Folder.  [default: site/leaflets]")
@click.option("--preview", is_flag=True, help="Write every page as a PNG beside its PDF.")
@click.option(
    "--longer", type=click.IntRange(1, 200), metavar="PERCENT",
    help="Write nothing: tell which panels would burst if the text were so much longer, as in another language.",
)  # fmt: skip
@site_url_option
@click.option("--stamp", is_flag=True, help="Record a new version of every leaflet whose text has changed.")
@today_option
@format_option
def leaflets(
    root: Path, ids: tuple[str, ...], locales: tuple[str, ...], outputs: tuple[str, ...], target: Path | None,
    preview: bool, longer: int | None, site_url: str | None, stamp: bool, today: Any, format_: str,
) -> None:  # fmt: skip
    """Print leaflets from the site that was built last, or record new versions of changed ones.

    --longer 40 tells before a translation what would not fit. Most languages need more room than English or Chinese.

    An ID is a leaflet (visitor), one of its editions (visitor-en), or a page in large print (page/pay/cards).

    \b
    Examples:
      scripts/guide leaflets
      scripts/guide leaflets visitor --locale en --output office --to /tmp/print --preview
      scripts/guide leaflets --stamp
      scripts/guide leaflets --longer 40 --locale en
    """
    from payguide import leaflets as engine
    from payguide.model.project import Project

    root = root.absolute()
    site = root / "site"
    if not site.is_dir():
        raise click.UsageError("leaflets are cut out of the built pages: run `scripts/guide build` first")
    project = Project.load(root, day(today))
    editions = [job.edition for job in engine.plan(root, site, site, "")[0]]
    names = {name for edition in editions for name in (edition.leaflet.id, edition.family, edition.name)}
    known(ids, sorted(names), "leaflet")
    known(locales, [locale.code for locale in project.site.locales], "language")
    if stamp:
        written, findings = engine.stamp_versions(root, site, day(today), ids)
        report(findings, format_, root)
        click.echo("\n".join(written) or "No leaflet's text has changed.")
        return
    folder = target or site / "leaflets"
    address = project.address(site_url)
    if longer:
        _tell(engine.try_leaflets(root, site, address, longer, ids, locales), format_, root)
        return
    pack = engine.print_leaflets(root, site, folder, address, ids, locales, outputs or engine.OUTPUTS, _show)
    for sheet in pack.sheets:
        click.echo(engine.describe(sheet))
    if preview:
        _preview(folder, pack)
    report(pack.findings, format_, root)


def _tell(tried: list[Any], format_: str, root: Path) -> None:
    """The room left on every sheet with longer text, and the panels that would burst."""
    click.echo("\n".join(str(sheet) for sheet in tried) or "A page in large print takes as many sheets as it needs.")
    findings = [finding for sheet in tried for finding in sheet.findings]
    report(sorted(findings, key=lambda finding: finding.sort_key), format_, root)


def _show(name: str, count: int, total: int) -> None:
    say(f"{count}/{total} {name}")


def _preview(folder: Path, pack: Any) -> None:
    from payguide.leaflets.pictures import previews
    from payguide.leaflets.sheet import listed

    for job, sheet in zip(pack.jobs, pack.sheets, strict=True):
        for path, _ in listed(job, sheet):
            if path.endswith(".pdf"):
                for picture in previews(folder / path):
                    click.echo(short(picture))


def known(names: tuple[str, ...], known: list[str], what: str) -> None:
    """Refuses a name that is not `known`, with the nearest one that is."""
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {some(known)}"
            raise click.UsageError(f"there is no {what} '{name}'; {hint}")


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
