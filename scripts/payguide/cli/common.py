"""What the commands share: options, and the only places that print."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from payguide import reports
from payguide.model.findings import Finding, has_errors

ROOT = Path(__file__).resolve().parents[3]
FORMATS = ("auto", *reports.FORMATS)

root_option = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT,
    help="The project's folder.  [default: the one that this command belongs to]",
)  # fmt: skip
format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="auto", show_default=True,
    help="How findings are printed; auto is github inside GitHub Actions, else terminal.",
)  # fmt: skip
today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Judge dates as on this day.  [default: today]",
)
site_url_option = click.option(
    "--site-url", envvar="SITE_URL", default=None, metavar="URL",
    help="Where the site will be served, for example https://bank.example/guide/.  [default: site_url in mkdocs.yml]",
)  # fmt: skip


def say(text: str) -> None:
    """A line of progress: to a person at a terminal only."""
    if sys.stderr.isatty():
        click.echo(click.style(text, dim=True), err=True)


def report(findings: list[Finding], format_: str, root: Path, always: bool = False) -> None:
    """Prints findings (`always`: also that there are none); ends with status 1 when one refuses the guide."""
    if not findings and not always:
        return
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if format_ == "auto":
        format_ = "github" if "GITHUB_ACTIONS" in os.environ else "terminal"
    click.echo(reports.render(findings, format_, root, colour).rstrip("\n"), color=colour)
    if has_errors(findings):
        sys.exit(1)


def day(today: Any) -> date:
    """The day to judge by: what `--today` says, else today."""
    return today.date() if today else date.today()


def short(path: Path) -> str:
    """`path` as seen from where the command was started."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)
