"""Has anything changed since the last build? Digests of what goes in and of what came out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from payguide.publish.swap import CACHE

#: Everything that a built site depends on, below the root.
INPUTS = ("docs", "overrides", "scripts", "mkdocs.yml", "requirements.txt", ".checks.yml")


def _files(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = root / name
        if path.is_file():
            yield path
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(item for item in folders if item != "__pycache__")
            yield from (Path(folder) / file for file in sorted(files))


def inputs(root: Path, settings: Iterable[str]) -> str:
    """Digest of the project's files and of `settings` that change the result (the site's address)."""
    digest = hashlib.sha256("\0".join(settings).encode())
    for path in _files(root, INPUTS):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def output(target: Path) -> str:
    """Digest of names, sizes and times of the built files: notices a site that somebody edited or cleaned away."""
    digest = hashlib.sha256()
    for path in _files(target.parent, [target.name]):
        stat = path.stat()
        digest.update(f"{path.relative_to(target)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _record(root: Path) -> Path:
    return root / CACHE / "build.json"


def is_current(root: Path, target: Path, digest: str) -> bool:
    """Whether `target` is what a build of the inputs with `digest` left behind."""
    try:
        record = json.loads(_record(root).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(target.is_dir() and record == {"inputs": digest, "output": output(target), "target": str(target)})


def remember(root: Path, target: Path, digest: str) -> None:
    """Records that `target` was built from the inputs with `digest`."""
    record = {"inputs": digest, "output": output(target), "target": str(target)}
    _record(root).write_text(json.dumps(record), encoding="utf-8")


def forget(root: Path) -> None:
    """Makes the next build start from nothing."""
    _record(root).unlink(missing_ok=True)
