"""Printers at work, each in a process of its own: what a copy takes, how much memory, and if that stays the same.

They take turns, as machines drift: whatever else runs on this one slows all of them alike.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from payguide.bench.printers import PRINTERS, Press, Printer
from payguide.bench.processes import descendants, held, most_held, seconds

#: Copies after which memory is looked at: the first is a turn, the last is how many a lasting printer makes.
MARKS = (20, 100, 200)
#: Copies before the clock runs, and part of a turn that printers take of which only the time is asked.
_WARM, _PART = 3, 5


@dataclass(slots=True)
class Printed:
    """What a printer took: CPU seconds a copy by turn, of all its processes; the most memory in MB; MB at the marks."""

    turns: list[float] = field(default_factory=list)
    memory: float = 0.0
    after: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """CPU seconds of a copy: the middle of all turns."""
        return statistics.median(self.turns)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A printer in its process; `log` is what the process says when it fails."""

    printer: Printer
    process: subprocess.Popen[str]
    log: IO[str]

    def turn(self, copies: int) -> dict[str, Any]:
        """Prints so many copies, and what they took. Raises RuntimeError when the process has ended."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{copies}\n")
            self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """What the process says next. Raises RuntimeError, with what else it said, when it has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if line:
            return dict(json.loads(line))
        status = self.process.wait()
        self.log.seek(0)
        raise RuntimeError(f"{self.printer.name} ended with status {status}:\n{self.log.read()[-2000:]}")


@contextmanager
def _working(printer: Printer, folder: Path, tools: Path) -> Iterator[_Worker]:
    command = [sys.executable, "-P", "-m", __name__, printer.id, str(folder), str(tools)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    pipe = subprocess.PIPE
    with (
        (folder / f"{printer.id}.log").open("w+", encoding="utf-8") as log,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True
        ) as process,
    ):
        worker = _Worker(printer, process, log)
        worker.answer()  # it is warm
        yield worker


def printed(
    printers: Sequence[Printer], folder: Path, tools: Path, marks: Sequence[int], say: Callable[[str], None]
) -> dict[Printer, Printed]:
    """What `printers` take for copies of the originals in `folder`; the last copy of each is put there too.

    Raises RuntimeError, with what it said, when one fails.
    """
    found = {printer: Printed() for printer in printers}
    with ExitStack() as stack:
        workers = [stack.enter_context(_working(printer, folder, tools)) for printer in printers]
        for count in range(marks[0], marks[-1] + 1, marks[0]):
            say(f"{count} of {marks[-1]} copies")
            for worker in workers:
                took, result = worker.turn(_copies(worker.printer, marks[0])), found[worker.printer]
                result.turns.append(took["cpu"])
                result.memory = max(result.memory, took["most"])
                result.after += [took["held"]] if count in marks else []
    return found


def _copies(printer: Printer, turn: int) -> int:
    return turn if printer.is_lasting else max(1, turn // _PART)


def last_copy(printer: Printer, folder: Path) -> Path:
    """Where the last copy lies."""
    return folder / f"{printer.id}.pdf"


def main(name: str, folder: Path, tools: Path) -> None:
    """Is the printer `name`: reads how many copies to print and answers what they took, as long as it is asked."""
    sys.path.append(str(tools))
    printer = next(printer for printer in PRINTERS if printer.id == name)
    own, number = os.getpid(), 0
    with printer.open(folder) as press:
        for _ in range(_WARM):
            press(0)
        _say({})
        for line in sys.stdin:
            content, cpu = _turn(press, _clock(printer, own), range(number, number + int(line)))
            number += int(line)
            last_copy(printer, folder).write_bytes(content)
            now = held(_pids(printer, own))
            most = now if printer.is_browser else most_held(own)
            _say({"cpu": cpu / int(line), "held": now, "most": most})


def _say(words: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def _turn(press: Press, clock: Callable[[], float], numbers: range) -> tuple[bytes, float]:
    """The last of the copies, and CPU seconds of all of them."""
    begin, content = clock(), b""
    for number in numbers:
        content = press(number)
    return content, clock() - begin


def _pids(printer: Printer, own: int) -> list[int]:
    """Below this process is what drives the browser, and below that the browser, whose processes come and go."""
    return descendants(own)[1:] if printer.is_browser else [own]


def _clock(printer: Printer, own: int) -> Callable[[], float]:
    return (lambda: seconds(_pids(printer, own))) if printer.is_browser else time.process_time


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
