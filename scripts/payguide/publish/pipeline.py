"""The build as the command line knows it: nothing to do, refused, or published in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payguide.model.findings import Finding, has_errors
from payguide.publish import digest, swap


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to: `published` is False when errors refused it, `unchanged` when there was nothing to do."""

    findings: list[Finding]
    published: bool
    unchanged: bool = False


def build(
    root: Path,
    target: Path,
    site_url: str | None,
    today: date,
    force: bool,
    progress: Callable[[str], None],
    withdraw: bool = False,
) -> Result:
    """Builds the guide at `root` into `target`, which keeps its former content unless everything is right.

    `withdraw`: devices give up the copies that they keep.

    Raises swap.Busy when another build runs, OSError when the disk is full or the target cannot be written.
    """
    swap.recover(target, root)
    swap.writable(target)
    address = site_url or ""
    inputs = digest.inputs(root, [address, "withdraw" if withdraw else ""])
    if not force and digest.is_current(root, target, inputs):
        return Result([], published=True, unchanged=True)
    from payguide.publish.make import make  # a second to load: not needed when nothing has changed

    with swap.staging(root) as folder:
        findings = make(root, folder / "site", site_url, today, progress, withdraw)
        if has_errors(findings):
            return Result(findings, published=False)
        progress("publish")
        digest.forget(root)
        swap.swap(folder / "site", target, root)
        digest.remember(root, target, inputs)
    return Result(findings, published=True)
