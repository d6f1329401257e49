"""Finished sheets kept for the next build, by the digest of all that goes into them.

The files lie in the cache folder of this checkout, never in the project that is printed. A file that is damaged or not
ours is as good as none. Only flawless sheets are kept, so that a fault is said again every time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from payguide.cache.store import digest

#: So many bytes are kept; what was not used for longest goes first.
LARGEST = 200_000_000


class Shelf:
    """A folder of bytes by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """What was put there under `key`; None when there is nothing that can be trusted."""
        path = self.folder / key
        try:
            with path.open("rb") as file:
                status = os.fstat(file.fileno())
                if status.st_uid != os.getuid() or status.st_mode & 0o022:
                    return None
                head, _, body = file.read().partition(b"\n")
            if head != digest(key, body).encode():
                return None
            os.utime(path)
        except OSError:
            return None
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep `body`; where nothing can be written, nothing is kept."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(digest(key, body).encode() + b"\n" + body)
                Path(name).replace(self.folder / key)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def prune(self, largest: int = LARGEST) -> None:
        """Forget what was not used for longest, until no more than `largest` bytes are kept."""
        kept = sorted(self._files(), key=lambda found: -found[1])
        total = 0
        for path, _, size in kept:
            total += size
            if total > largest:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, int, int]]:
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                status = entry.stat()
                yield Path(entry.path), status.st_mtime_ns, status.st_size
