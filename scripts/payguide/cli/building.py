"""Making and previewing the site: build, serve, look."""

from __future__ import annotations

import os
import sys
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


@click.command()
@root_option
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Where to put the site.  [default: site]")
@site_url_option
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--withdraw", is_flag=True, help="Take the copies that phones keep for offline use off them again.")
@today_option
@format_option
def build(
    root: Path, output: Path | None, site_url: str | None, force: bool, withdraw: bool, today: Any, format_: str
) -> None:
    """Make the whole site with its leaflets; the former one stays if anything is wrong.

    \b
    Examples:
      scripts/guide build
      SITE_URL=https://bank.example/guide/ scripts/guide build --output /srv/www/guide
    """
    from payguide.publish import pipeline

    target = (output or root / "site").absolute()
    _check_address(site_url)
    result = pipeline.build(
        root.absolute(), target, site_url, day(today), force, lambda step: say(f"{step} …"), withdraw=withdraw
    )
    if result.unchanged:
        click.echo(f"Nothing has changed: {short(target)} is up to date.")
        return
    if not result.published:
        click.echo("Nothing was published: the site in place is the one from before.", err=True)
    report(result.findings, format_, root.absolute())
    click.echo(f"Built {short(target)} ({_summary(target)}).")


def _check_address(site_url: str | None) -> None:
    if site_url and not site_url.startswith(("http://", "https://")):
        raise click.BadParameter(
            f"{site_url!r} is not a web address; write it in full, such as https://bank.example/guide/",
            param_hint="--site-url",
        )


def _summary(site: Path) -> str:
    pages, sheets = sum(1 for _ in site.rglob("index.html")), sum(1 for _ in site.rglob("*.pdf"))
    return f"{pages} pages, {sheets} leaflet files"


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen on this machine.")
def serve(port: int) -> None:
    """Preview the site while you write; it reloads when you save. Leaflets are made by `build` only.

    \b
    Example:
      scripts/guide serve --port 8080
    """
    import subprocess

    address = f"127.0.0.1:{port}"
    click.echo(f"Preview at http://{address}/ (Ctrl+C ends it)")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([*command, "--config-file", str(ROOT / "mkdocs.yml")], cwd=ROOT, env=environment)
    sys.exit(done.returncode)


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / ".look", help="Folder.  [default: .look]")
@click.argument("slugs", nargs=-1, metavar="[PAGE]...")
def look(output: Path, slugs: tuple[str, ...]) -> None:
    """Photograph every page (phone and desktop, light and dark) and every leaflet page of the built site.

    \b
    Examples:
      scripts/guide look
      scripts/guide look pay/cards help/phrases
    """
    from payguide import look as camera

    if not (ROOT / "site").is_dir():
        raise click.UsageError("there is no site to look at: run `scripts/guide build` first")
    for picture in camera.photograph(ROOT / "site", output, slugs):
        say(picture)
    click.echo(f"Pictures are in {short(output)}.")
