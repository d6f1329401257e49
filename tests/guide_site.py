"""The guide itself, built once for all tests that look at the result."""

from __future__ import annotations

import fcntl
from datetime import date
from pathlib import Path

from payguide.model.findings import has_errors
from payguide.publish.make import make

ROOT = Path(__file__).resolve().parents[1]

#: Findings of the guide itself do not change with the calendar inside a test run.
TODAY = date(2026, 11, 23)


def build_once(shared: Path) -> Path:
    """The built site under `shared`, a folder that all workers of a test run see; the first one builds it."""
    site = shared / "site"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.is_dir():
            result = make(ROOT, site, None, TODAY, lambda step: None)
            assert not has_errors(result), "\n".join(f"{item.location} {item.message}" for item in result)
    return site
