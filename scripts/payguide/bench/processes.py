"""What processes take of processors and memory, as the kernel counts it (Linux: /proc), and whole commands."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
#: In what follows the name of a process in /proc/PID/stat: its parent, and the times of itself and of ended children.
_PARENT, _TIMES = 1, slice(11, 15)
#: prctl's number for "orphans below me become my children" (Linux).
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Whole:
    """What a command took with all processes it started: seconds of the clock and of all processors.

    `memory` is the most that one of its processes held, in MB.
    """

    wall: float
    cpu: float
    memory: float


def _fields(pid: int) -> list[str]:
    """Raises OSError when there is no such process any more."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def descendants(pid: int) -> list[int]:
    """The living processes below `pid`, parents before children."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents.setdefault(int(_fields(int(entry.name))[_PARENT]), []).append(int(entry.name))
    found = list(parents.get(pid, ()))
    for child in found:
        found += parents.get(child, ())
    return found


def seconds(pids: Sequence[int]) -> float:
    """Seconds of processors, of user and system, that `pids` and their ended children have taken so far."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += sum(map(int, _fields(pid)[_TIMES]))
    return total / _TICKS


def held(pids: Sequence[int]) -> float:
    """MB of memory that `pids` hold together now; what several of them share counts once (PSS)."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += _size(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")
    return total / 1024


def most_held(pid: int) -> float:
    """MB of memory that `pid` held at most (peak RSS)."""
    return _size(Path(f"/proc/{pid}/status"), "VmHWM:") / 1024


def _size(path: Path, name: str) -> int:
    """The value in kB of the line that begins with `name`."""
    lines = path.read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def whole(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Whole:
    """What `command` takes in `folder`, start-up and all. Raises RuntimeError, with what it said, when it fails."""
    measured = [sys.executable, "-P", "-m", __name__, *command]
    home = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "MEASURED_PATH": environment.get("PYTHONPATH", "")}
    done = subprocess.run(measured, cwd=folder, env=environment | home, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr[-2000:]}")
    return Whole(**json.loads(done.stdout))


def main(command: Sequence[str]) -> int:
    """Runs `command`, waits for all that it leaves behind, and prints what it took."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    begin = time.monotonic()
    environment = os.environ | {"PYTHONPATH": os.environ.get("MEASURED_PATH", "")}
    status = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode
    wall = time.monotonic() - begin
    with suppress(ChildProcessError):
        while True:
            os.wait()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(
        json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024})
    )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
