"""Running other programs during set-up, and telling the user what happens and what went wrong.

All of it goes to stderr, so that the output of `scripts/guide check --format json` stays clean.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path()
FITS = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {os.uname().machine}"
DISK_FULL = "the disk is full: make room (1 GB is enough) and run the command again"
NOISE = (
    "WARNING: Location ",
    "Ignoring ",
)  # pip, about folders it cannot find and packages for other systems
# What a program's output says → what it means and what to do. The first that fits is told.
CAUSES = (
    ("No space left on device", DISK_FULL),
    (
        "DO NOT MATCH THE HASHES",
        "a package differs from the one that was locked: try again; if it stays so, find out who changed it",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "the package index shows a certificate that is not trusted here: set PIP_CERT to your network's own",
    ),
    (
        "Could not get lock",
        "another program is installing system packages: wait for it to end and run the command again",
    ),
    (
        "Retrying|Connection refused|Connection timed out|Could not (resolve|connect)|Temporary failure",
        "the package index cannot be reached: check the network, then run the command again",
    ),
    (
        "Unable to locate package|no installation candidate",
        "this system has no package of that name: install what it stands for by hand",
    ),
    (
        "No matching distribution",
        f"the package index has no such package for {FITS}: see `pip config list`, or use another Python",
    ),
)


class Fault(Exception):
    """A fault the user can act on; its text says what happened and what to do."""


@dataclass(slots=True)
class Runner:
    """Runs programs and keeps what they said.

    `held` is the descriptor of the set-up lock. Programs keep it open, so that the lock of a set-up that was
    killed lasts for as long as a program it started is still writing. `log` has the last program's lines.
    """

    held: int
    log: list[str] = field(default_factory=list)

    def attempt(self, doing: str, command: Sequence[str], folder: Path = HERE, **more: str) -> None:
        """As `run`. Raises Fault with the last lines, their cause in plain words and the remedy."""
        try:
            self.run(command, folder, **more)
        except subprocess.CalledProcessError as error:
            text = "\n".join(self.log)
            status = f"`{command[0]}` ended with status {error.returncode}"
            cause = next((plain for sign, plain in CAUSES if re.search(sign, text)), status)
            telling = [line[:300] for line in self.log if line and not line.startswith(NOISE)]
            tail = "".join(f"\n    {line}" for line in telling[-6:])
            raise Fault(f"{doing} failed: {cause}.\n  The last lines were:{tail}") from None

    def run(self, command: Sequence[str], folder: Path = HERE, **more: str) -> None:
        """Run a program in `folder`, with `more` in its environment; its newest line is shown on a terminal.

        Raises subprocess.CalledProcessError.
        """
        self.log.clear()
        process = _open(command, self.held, folder, more)
        began = time.monotonic()
        try:
            for line in process.stdout or ():
                self.log.append(line.rstrip())
                _show(f"{time.monotonic() - began:3.0f} s  {line.strip()}" if line.strip() else "")
        except BaseException:
            with suppress(PermissionError):  # what runs under sudo gets the terminal's own signal
                process.terminate()
            raise
        finally:
            process.wait()
            _show(None)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)


def _open(command: Sequence[str], held: int, folder: Path, more: Mapping[str, str]) -> subprocess.Popen[str]:
    stray = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}  # would mix other packages in
    clean = {key: value for key, value in os.environ.items() if key not in stray}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=[held],
        cwd=folder,
        env={**clean, "PYTHONUNBUFFERED": "1", "PIP_USER": "0", **more},
    )


def say(text: str) -> None:
    """Tell the user something."""
    sys.stderr.write(f"guide: {text}\n")
    sys.stderr.flush()


def lively() -> bool:
    """Whether a person is watching: a terminal, and no CI."""
    return sys.stderr.isatty() and not os.environ.get("CI")


def _show(status: str | None) -> None:
    """Replace the line that shows progress, None takes it away; pip's warnings are for the log alone."""
    if lively() and (status is None or (status and "WARNING:" not in status)):
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r\033[K" + (f"  {status}"[:width] if status else ""))
        sys.stderr.flush()
