"""All or nothing: a site is made in a folder beside the old one and takes its place in one step."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Below the root; same file system as the site, so that a rename is enough to publish.
CACHE = ".cache"
_STAGING = "staging-"
_PREVIOUS = "previous"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class Busy(Exception):
    """Another build of the same checkout is under way."""


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder to build in, removed at the end whatever happens; left-overs of killed builds go first.

    Raises Busy when another build holds the checkout, OSError when the folder cannot be made.
    """
    cache = root / CACHE
    cache.mkdir(exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise Busy from error
            raise
        for stale in cache.glob(f"{_STAGING}*"):
            shutil.rmtree(stale, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=cache))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def recover(target: Path, root: Path) -> None:
    """Puts the previous site back if a build without atomic exchange was killed between its two renames."""
    previous = root / CACHE / _PREVIOUS
    if previous.is_dir() and not target.exists():
        previous.rename(target)


def writable(target: Path) -> None:
    """Raises OSError early when the site could not be put in its place, before minutes of work are lost."""
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".write-test-", dir=parent):
        pass
    if target.exists() and (not target.is_dir() or not os.access(target, os.W_OK | os.X_OK)):
        raise PermissionError(errno.EACCES, "cannot be replaced", str(target))


def swap(new: Path, target: Path, root: Path) -> None:
    """Puts `new` where `target` is. At every moment there is one whole site at `target` (see `recover`)."""
    new.chmod(0o755)
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    previous = root / CACHE / _PREVIOUS
    shutil.rmtree(previous, ignore_errors=True)
    target.rename(previous)
    try:
        new.rename(target)
    except OSError:
        previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one system call (Linux); False where the system or file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
