"""The guide itself, built once for all tests that look at the result."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import date
from pathlib import Path

from payguide.model.findings import has_errors
from payguide.publish.make import make

ROOT = Path(__file__).resolve().parents[1]

#: Findings of the guide itself do not change with the calendar inside a test run.
TODAY = date(2026, 11, 23)


def once(shared: Path, build: Callable[[Path], object]) -> Path:
    """The site that `build` makes under `shared`, a folder that all workers of a run see; the first one makes it."""
    site, done = shared / "site", shared / "done"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build(site)
            done.touch()
    return site


def build_guide(site: Path) -> None:
    """The whole guide, with everything on paper."""
    result = make(ROOT, site, None, TODAY, lambda step: None)
    assert not has_errors(result), "\n".join(f"{item.location} {item.message}" for item in result)
