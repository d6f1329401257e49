"""The folder of the cache: files by project and kind, whole or not there at all."""

from __future__ import annotations

import os
import sys
import sysconfig
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
#: Where all is kept; tests put another folder here.
FOLDER = _PACKAGE.parents[1] / ".cache"
#: So many projects are remembered; those that were not checked for longest are forgotten.
_KEPT = 16
#: Parts of the package that decide how a page is scanned.
SCANNER = ("sources", "model/pages.py", "model/findings.py", "model/frontmatter.py", "cache")


def digest(*parts: str | bytes) -> str:
    """A short name for `parts` together."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        made.update(b"\0")
    return made.hexdigest()


def version(*parts: str) -> str:
    """The state of this package's `parts` (all of it when there are none), of Python and of what is installed.

    Files count by size and time, as reading them would cost more than it is worth.
    """
    found = [sys.version, str(Path(sysconfig.get_path("purelib")).stat().st_mtime_ns)]
    for part in parts or (".",):
        path = _PACKAGE / part
        names = [path] if path.is_file() else sorted((*path.rglob("*.py"), *path.rglob("*.yml")))
        for name in names:
            status = name.stat()
            found.append(f"{name.relative_to(_PACKAGE)} {status.st_size} {status.st_mtime_ns}")
    return digest(*found)


def read(kind: str, project: Path, state: str) -> bytes | None:
    """What was written for `project` in the same `state`; None when there is nothing that can be trusted."""
    try:
        with _path(kind, project).open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None
            head, _, body = file.read().partition(b"\n")
    except OSError:
        return None
    return body if head == f"{state} {digest(body)}".encode() else None


def write(kind: str, project: Path, state: str, body: bytes) -> None:
    """Keeps `body`; where nothing can be written, nothing is kept."""
    import tempfile  # not for reading, which is all that most runs do

    path = _path(kind, project)
    try:
        FOLDER.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=FOLDER)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(f"{state} {digest(body)}\n".encode() + body)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        others = sorted(FOLDER.glob(f"{kind}-*.json"), key=lambda other: other.stat().st_mtime_ns, reverse=True)
        for old in others[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _path(kind: str, project: Path) -> Path:
    return FOLDER / f"{kind}-{digest(str(project.resolve()))[:12]}.json"
