"""The command line: thin commands over the library. Nothing else in it prints or ends the process.

Exit status: 0 clean, 1 findings that refuse the guide, 2 wrong use or a machine that cannot do it.
"""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import click

from payguide.cli import building, checking, measuring, outside, printing, registry, testing, translating


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def cli() -> None:
    """The payment guide: a bilingual website, printable leaflets, and a checker that refuses wrong ones.

    \b
    Examples:
      scripts/guide build          make everything in site/
      scripts/guide serve          preview while you write
      scripts/guide check          say what is wrong, without building
      scripts/guide test           run every test
    """


for command in (
    building.build,
    building.serve,
    building.look,
    measuring.bench,
    checking.check,
    registry.facts,
    translating.translate,
    printing.leaflets,
    printing.fonts,
    testing.test,
    testing.lock,
):
    cli.add_command(command)
checking.check.add_command(outside.external)


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _explain(error: OSError) -> str:
    """What a failing disk or folder means for the person who runs a command."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full{where}: free some space and run this again. Nothing was published."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"no right to write here{where}: check the folder's owner and rights, or choose another --output."
    return f"{error.strerror or error}{where}."


def _busy() -> type[Exception]:
    """What is raised while another build is under way; loaded when something is raised."""
    from payguide.publish.swap import Busy

    return Busy


def _interrupted(error: BaseException | None) -> bool:
    """Whether the error began as an interruption: some code raises an error of its own in its place."""
    while error is not None:
        if isinstance(error, (KeyboardInterrupt, click.Abort)):
            return True
        error = error.__cause__ or error.__context__
    return False


def main(command: Callable[..., Any] = cli) -> None:
    """Runs the command line. Expected faults become one line and an exit status, never a traceback."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        command(prog_name="scripts/guide", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (Exception, KeyboardInterrupt) as error:
        if _interrupted(error):
            click.echo("Interrupted. Nothing was published; the site in place is whole.", err=True)
            sys.exit(130)
        if isinstance(error, _busy()):
            click.echo("Another build of this checkout is running: wait for it to end.", err=True)
        elif isinstance(error, OSError):
            click.echo(f"Error: {_explain(error)}", err=True)
        else:
            raise
        sys.exit(2)
