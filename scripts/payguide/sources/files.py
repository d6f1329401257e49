"""Reading files as they lie in a project: whatever is there, reading ends, and lines are counted as editors count."""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path

from payguide.model.messages import say

_BREAK = re.compile(r"\r\n?|\n")


def read(path: Path) -> bytes:
    """What is in the file at `path`. Raises OSError; also for a pipe or a device, from which reading may never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return path.read_bytes()


def reason(error: OSError) -> str:
    """Why a file could not be read, in words for a report."""
    if error.errno == errno.EINVAL:
        return say("it is no file")
    if isinstance(error, FileNotFoundError):
        return say("what it leads to is not there")
    if isinstance(error, PermissionError):
        return say("reading it is not permitted")
    return (error.strerror or type(error).__name__).lower()


def read_text(path: Path) -> str:
    """The text of the file at `path`, what is no UTF-8 replaced, line ends as `\\n`. Raises OSError as `read` does."""
    return _BREAK.sub("\n", read(path).decode("utf-8-sig", "replace"))


def lines(path: Path) -> list[str]:
    """The lines of the file at `path`, without their ends; none where it cannot be read."""
    try:
        return read_text(path).split("\n")
    except OSError:
        return []
