"""What `check` does beyond telling: the baseline of an old project, and repairs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from payguide.model.findings import Finding, has_errors
from payguide.model.messages import say
from payguide.reports import catalogue

if TYPE_CHECKING:
    from payguide.checks.baseline import Verdict
    from payguide.fixes import Plan
    from payguide.model.project import Project

#: What both ends of a repair say; the numbers are filled in when they are known.
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--baseline", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
        help="Do not count the findings listed there.  [default: .checks-baseline.json, if there]",
    ),
    click.option("--update-baseline", is_flag=True, help="Write the findings of today to the baseline."),
    click.option("--fix", is_flag=True, help="Mend what has exactly one right repair, then report what is left."),
    click.option("--dry-run", is_flag=True, help="Print what --fix would change as a patch; write nothing."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mending:
    """What was asked for on the command line."""

    baseline: Path | None
    update: bool
    fix: bool
    dry_run: bool

    @property
    def is_none(self) -> bool:
        """Whether nothing but telling was asked for."""
        return not (self.update or self.fix or self.dry_run)

    def refuse_nonsense(self) -> None:
        """Raises UsageError for what cannot be meant."""
        if self.update and (self.fix or self.dry_run):
            raise click.UsageError("--update-baseline goes without --fix and --dry-run: mend first, then list the rest")
        if self.baseline is not None and not self.update and not self.baseline.is_file():
            raise click.UsageError(f"there is no baseline at {self.baseline}: --update-baseline writes it")


def mending_options(function: FunctionT) -> FunctionT:
    """Adds the options of this module; the command gets them as one parameter, `mending`."""

    @functools.wraps(function)
    def command(
        *args: Any, baseline: Path | None, update_baseline: bool, fix: bool, dry_run: bool, **others: Any
    ) -> Any:
        return function(*args, mending=Mending(baseline, update_baseline, fix, dry_run), **others)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command  # type: ignore[return-value]


def settle(
    mending: Mending,
    judge: Callable[[], tuple[Project, Verdict]],
    chosen: Callable[[list[Finding]], list[Finding]],
    language: str,
) -> list[Finding] | None:
    """The findings to report when all that was asked for is done; None when there is nothing to report.

    `judge` loads and checks the project, `chosen` leaves out the rules that nobody asked for.
    """
    project, verdict = judge()
    if mending.update:
        write_baseline(project, verdict, mending, language)
        return None
    if mending.fix or mending.dry_run:
        made = plan(project, chosen([*verdict.findings, *verdict.known]))
        if mending.dry_run:
            show(made, chosen(verdict.findings), language)
        write(made, language)
        project, verdict = judge()
    tell_known(verdict.known, language)
    return chosen(verdict.findings)


def write_baseline(project: Project, verdict: Verdict, mending: Mending, language: str) -> None:
    """Lists all that was found today, so that only what is new counts from now on."""
    from payguide.checks import baseline

    path = mending.baseline or project.site.root / baseline.FILE
    text = baseline.dump(project.site, verdict)
    if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
        path.write_text(text, encoding="utf-8")
    message = say("{number} kinds of findings are listed in {file}", number=text.count('"rule":'), file=path.name)
    click.echo(catalogue.in_language(message, language))


def tell_known(known: Sequence[Finding], language: str) -> None:
    """One line for what the baseline keeps from counting; reports on standard output stay as they are."""
    if known:
        message = say("{number} findings of the baseline are not counted", number=len(known))
        click.echo(catalogue.in_language(message, language), err=True)


def plan(project: Project, findings: Sequence[Finding]) -> Plan:
    """The repairs of `findings` that hold."""
    from payguide import checks, fixes
    from payguide.model.site import Site

    def check(site: Site) -> list[Finding]:
        result = checks.verdict(site, also=project.findings)
        return [*result.findings, *result.known]

    return fixes.plan(project.site, findings, check)


def show(made: Plan, findings: Sequence[Finding], language: str) -> NoReturn:
    """Prints the patch alone on standard output; ends with status 1 when `findings` refuse the guide as it is."""
    click.echo(made.diff(), nl=False)
    _tell(made, False, language)
    sys.exit(1 if has_errors(list(findings)) else 0)


def write(made: Plan, language: str) -> None:
    """Makes the repairs, and says on standard error what was done in which file."""
    try:
        made.write()
    except OSError as error:
        raise click.ClickException(f"not everything could be written: {error}") from error
    _tell(made, True, language)


def _tell(made: Plan, done: bool, language: str) -> None:
    path = ""
    for repair in sorted(made.repairs, key=lambda repair: repair.finding.sort_key):
        if repair.finding.location.path != path:
            path = repair.finding.location.path
            click.echo(path, err=True)
        for edit in repair.edits:
            change = f"{edit.old!r} → {edit.new!r}" if edit.old else f"+ {edit.new.strip()}"
            click.echo(f"  {edit.line}: {change}  [{repair.finding.rule}]", err=True)
    for repair in made.refused:
        message = say("{place}: not mended, as the repair would make another fault", place=str(repair.finding.location))
        click.echo(catalogue.in_language(message, language), err=True)
    files = {edit.path for repair in made.repairs for edit in repair.edits}
    message = say(
        "{number} repairs in {files} files were made" if done else "{number} repairs in {files} files would be made",
        number=len(made.repairs),
        files=len(files),
    )
    click.echo(catalogue.in_language(message, language), err=True)
