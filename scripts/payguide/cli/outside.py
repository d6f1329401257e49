"""What lies outside the guide: check external."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payguide.cli.common import day, format_option, language_option, output_option, report, root_option, today_option

if TYPE_CHECKING:
    from payguide.external.lane import Plan
    from payguide.external.model import Answer


@click.command()
@root_option
@click.option(
    "--site", type=click.Path(path_type=Path), default=None, help="The built site.  [default: site, if there]"
)
@click.option(
    "--max-age", type=click.FloatRange(min=0), default=None, metavar="DAYS",
    help="Ask again what was asked longer ago; 0 asks everything.  [default: 14 for what was well]",
)  # fmt: skip
@click.option("--only", multiple=True, metavar="TEXT", help="Addresses that contain this; may be given again.")
@today_option
@language_option
@format_option
@output_option
def external(
    root: Path, site: Path | None, max_age: float | None, only: tuple[str, ...], today: Any, language: str | None,
    format_: str, output: Path | None,
) -> None:  # fmt: skip
    """Ask whether the addresses outside the guide still answer. Takes minutes, as every host is asked politely.

    Fails for what is gone only. What is blocked, silent or broken is listed, and may be quite well in a browser.

    \b
    Examples:
      scripts/guide check external
      scripts/guide check external --only gov.cn --max-age 0
    """
    from payguide import checks
    from payguide.checks.external import judge
    from payguide.external.collect import collect
    from payguide.external.lane import carry_out, plan
    from payguide.external.model import Ages, Manners
    from payguide.model.project import Project
    from payguide.sources.built import BuiltSite

    root = root.absolute()
    project = Project.load(root, day(today))
    folder = site or root / project.site.config.site_dir
    built = BuiltSite.load(folder, project.site.root) if folder.is_dir() else None
    addresses = collect(project.site, built)
    addresses = [one for one in addresses if not only or any(text in one.url for text in only)]
    planned = plan(root, addresses, Ages() if max_age is None else Ages.at_most(max_age))
    with _Progress(planned) as progress:
        answers = carry_out(root, planned, Manners(), progress.told)
    _summary(answers, len(planned.known), is_data=format_ not in ("auto", "terminal"))
    found = checks.outside(project.site, list(judge(addresses, answers)))
    report(found, format_, root, always=True, language=language, output=output)


class _Progress:
    """One line that counts, for a person at a terminal; nothing elsewhere."""

    def __init__(self, plan: Plan) -> None:
        self._total, self._done, self._is_shown = len(plan.wanted), 0, sys.stderr.isatty() and bool(plan.wanted)
        self._began = time.monotonic()

    def told(self, url: str, answer: Answer) -> None:
        """Takes note of one answer."""
        self._done += 1
        if self._is_shown:
            from shutil import get_terminal_size

            words = f"{self._done}/{self._total} {answer.status.value:<11} {url}"
            click.echo(f"\r\x1b[K{words[: get_terminal_size().columns - 1]}", nl=False, err=True)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._is_shown:
            seconds = time.monotonic() - self._began
            click.echo(f"\r\x1b[K{self._done} addresses asked in {seconds:.0f} s.", err=True)


def _summary(answers: Mapping[str, Answer], known: int, is_data: bool) -> None:
    """How many addresses have which status, and those that could not be judged. Programs get it on standard error."""
    from payguide.external.model import Status

    counts = Counter(answer.status for answer in answers.values())
    words = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    click.echo(f"{len(answers)} addresses: {words or 'none'} ({known} known from before)", err=is_data)
    unsure: Sequence[tuple[str, Answer]] = [
        (url, answer) for url, answer in answers.items() if answer.status in list(Status)[3:]
    ]
    for url, answer in sorted(unsure, key=lambda entry: (entry[1].status, entry[0])):
        click.echo(f"  {answer.status.value:<11} {url}  ({answer.detail})", err=is_data)
    click.echo("", err=is_data)
