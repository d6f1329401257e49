"""Set-up: makes sure that system libraries and the environment .venv are there, then starts the guide in it.

Standard library only, as this runs before anything is installed. A second run only compares digests.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from payguide.setup import system
from payguide.setup.environment import SETS, Environment, alone
from payguide.setup.running import DISK_FULL, Fault, say

ROOT = Path(__file__).resolve().parents[3]
TEST_COMMANDS = frozenset({"test", "look"})
#: Commands that only read and write text: they need no system library, so that other repositories can check with them.
TEXT_COMMANDS = frozenset({"check", "facts", "translate"})
HELP = """\
Usage: scripts/guide COMMAND [OPTIONS]

  build       make the website and the leaflets in site/
  serve       show the website while you write
  leaflets    make the leaflets only
  check       check pages, translations, facts, links and leaflets
  facts       list the facts, and those that are due for a check
  translate   see how far translations are, record reviews, begin a language
  bench       measure how long the guide takes
  test        run every test
  look        take pictures of pages and leaflets
  fonts       make the fonts of the leaflets anew
  lock        pin the Python packages (--upgrade: take newer ones)

Example: scripts/guide build

The first run installs what is missing and says so. After that,
`scripts/guide COMMAND --help` explains each command.
"""


def main(args: list[str], root: Path = ROOT) -> int:
    """Set up what `args` need and become `python -m payguide args`; the exit status where that cannot be."""
    try:
        return _start(args, root)
    except Fault as fault:
        say(str(fault))
    except KeyboardInterrupt:
        say("stopped. Run the same command again to go on.")
        return 130
    except OSError as error:
        say(_plain(error))
    return 2


def _start(args: list[str], root: Path) -> int:
    place = Environment(root)
    command = args[0] if args else "--help"
    if command == "lock" and not {"-h", "--help"} & set(args):
        from payguide.setup.lock import lock

        lock(root, args[1:])
        return 0
    if command in {"-h", "--help", "lock"} and not place.ready(["base"]):
        sys.stdout.write(HELP)
        return 0
    wanted = list(SETS) if command in TEST_COMMANDS else ["base"]
    needs = [] if command in TEXT_COMMANDS else [need for name in wanted for need in system.NEEDS[name]]
    if system.lacking(needs) or not place.ready(wanted):
        set_up(root, wanted, needs)
    # -P: a file in the user's folder must not stand in for one of our modules.
    python = str(place.python)
    environment = os.environ | {"PYTHONPATH": str(root / "scripts")}
    os.execve(python, [python, "-P", "-m", "payguide", *args], environment)


def set_up(root: Path, wanted: Sequence[str], needs: Sequence[system.Need]) -> None:
    """Install the sets in `wanted`, and `needs` of the system. Raises Fault, OSError, KeyboardInterrupt."""
    began = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up as after Ctrl-C
    place = Environment(root)
    with alone(root) as runner:
        ready = place.ready(wanted)
        venv = [] if ready else [system.VENV]
        system.install(system.lacking([*venv, *needs]), runner)
        if not ready:
            place.bring_up(wanted, runner)
    say(f"ready after {time.monotonic() - began:.0f} s")


def _plain(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    place = error.filename or "this folder"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"no right to write {place}: work on a copy that is yours, or change whose it is"
    return f"{error.strerror or error}: {place}"
