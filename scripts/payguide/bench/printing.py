"""One printer in a process of its own: how long a copy takes, how much memory it needs, and if that stays the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from payguide.bench.printers import PRINTERS, Press, Printer
from payguide.bench.processes import descendants, held, most_held, seconds

#: Copies after which memory is looked at; the last one is how many a lasting printer makes, the first one the others.
MARKS = (20, 100, 200)
#: Copies before the clock runs, and how often a browser's memory is looked at.
_WARM, _EVERY = 3, 10


@dataclass(frozen=True, slots=True)
class Printed:
    """What a copy took: CPU seconds of all processes, the most memory in MB, and MB after each of the `MARKS`."""

    cpu: float
    memory: float
    after: tuple[float, ...]


def printed(printer: Printer, folder: Path, tools: Path, marks: tuple[int, ...]) -> Printed:
    """What `printer` takes for copies of the originals in `folder`; its last copy is put there too.

    Raises RuntimeError, with what it said, when it fails.
    """
    command = [sys.executable, "-P", "-m", __name__, printer.id, str(folder), str(tools), *map(str, marks)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{printer.name} ended with status {done.returncode}:\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout)
    return Printed(found["cpu"], found["memory"], tuple(found["after"]))


def last_copy(printer: Printer, folder: Path) -> Path:
    """Where the last copy lies."""
    return folder / f"{printer.id}.pdf"


def _measure(
    press: Press, pids: Callable[[], list[int]], clock: Callable[[], float], marks: tuple[int, ...], target: Path
) -> Printed:
    """Prints as many copies as the last of the `marks`; `clock` tells the CPU seconds that the processes `pids` took.

    Looking at memory is not counted.
    """
    for _ in range(_WARM):
        press(0)
    cpu, most, after = 0.0, 0.0, []
    for number in range(marks[-1]):
        begin = clock()
        content = press(number)
        cpu += clock() - begin
        count = number + 1
        if count in marks or count % _EVERY == 0:
            now = held(pids())
            most = max(most, now)
            after += [now] if count in marks else []
    target.write_bytes(content)
    return Printed(cpu / marks[-1], most, tuple(after))


def main(name: str, folder: Path, tools: Path, marks: tuple[int, ...]) -> None:
    """Measures the printer `name` in this process and prints the result."""
    sys.path.append(str(tools))
    printer = next(printer for printer in PRINTERS if printer.id == name)
    own, target = os.getpid(), last_copy(printer, folder)
    with printer.open(folder) as press:
        if printer.is_browser:
            # Below this process is the driver, and below that the browser, whose processes come and go.
            made = _measure(press, lambda: descendants(own)[1:], lambda: seconds(descendants(own)[1:]), marks, target)
        else:
            made = _measure(press, lambda: [own], time.process_time, marks, target)
    memory = made.memory if printer.is_browser else most_held(own)
    sys.stdout.write(json.dumps(asdict(made) | {"memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), tuple(map(int, sys.argv[4:])))
