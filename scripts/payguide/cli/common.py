"""What the commands share: options, and the only places that print."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from payguide import reports
from payguide.model.findings import Finding, has_errors
from payguide.reports import catalogue
from payguide.reports.summary import sentence

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
language_option = click.option(
    "--lang", "language", type=click.Choice(catalogue.LANGUAGES), default=None,
    help="Language of the findings.  [default: as LC_ALL or LANG say, else en]",
)  # fmt: skip
output_option = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
    help="Write the report there, and print one line.",
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


def reader(language: str | None) -> str:
    """The language to speak: what `--lang` says, else that of the environment."""
    return language or catalogue.preferred(os.environ)


def report(
    findings: list[Finding],
    format_: str,
    root: Path,
    always: bool = False,
    language: str | None = None,
    output: Path | None = None,
) -> None:
    """Prints findings (`always`: also that there are none), or writes them to `output`; ends with status 1 when one
    refuses the guide.
    """
    if not findings and not always:
        return
    language = reader(language)
    if format_ == "auto":
        format_ = "github" if "GITHUB_ACTIONS" in os.environ else "terminal"
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(reports.render(findings, format_, root, False, language), encoding="utf-8")
        click.echo(f"{catalogue.in_language(sentence(findings), language)} → {output}")
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        wide = shutil.get_terminal_size((106, 24)).columns
        click.echo(reports.render(findings, format_, root, colour, language, wide).rstrip("\n"), color=colour)
    if format_ == "github" and (always or has_errors(findings)):  # once: a build that went well is checked next
        _job_summary(findings, root, language)
    if has_errors(findings):
        sys.exit(1)


def _job_summary(findings: list[Finding], root: Path, language: str) -> None:
    """Adds the findings to the page that GitHub shows for the job, where it gives a file for that."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        from payguide.reports.jobsummary import jobsummary

        with Path(page).open("a", encoding="utf-8") as file:
            file.write(jobsummary(catalogue.translated(findings, language), catalogue.Setting(root, False, language)))


def day(today: Any) -> date:
    """The day to judge by: what `--today` says, else today."""
    return today.date() if today else date.today()


def short(path: Path) -> str:
    """`path` as seen from where the command was started."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)
