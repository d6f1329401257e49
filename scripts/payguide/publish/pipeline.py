"""The build, from sources to the published folder: check, pages, leaflets, check again, swap."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from payguide import checks, leaflets
from payguide.model.findings import Finding, has_errors
from payguide.model.project import Project
from payguide.publish import digest, swap
from payguide.publish.mkdocs import build_pages
from payguide.sources.built import BuiltSite

#: Told the name of every step as it begins.
Progress = Callable[[str], None]

#: One process a core of the smallest machine that this is made for.
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to: `published` is False when errors refused it, `unchanged` when there was nothing to do."""

    findings: list[Finding]
    published: bool
    unchanged: bool = False


def build(root: Path, target: Path, site_url: str | None, today: date, force: bool, progress: Progress) -> Result:
    """Builds the guide at `root` into `target`, which keeps its former content unless everything is right.

    Raises swap.Busy when another build runs, OSError when the disk is full or the target cannot be written.
    """
    swap.recover(target, root)
    swap.writable(target)
    address = site_url or ""
    inputs = digest.inputs(root, [address])
    if not force and digest.is_current(root, target, inputs):
        return Result([], published=True, unchanged=True)
    with swap.staging(root) as folder:
        findings = make(root, folder / "site", site_url, today, progress)
        if has_errors(findings):
            return Result(findings, published=False)
        progress("publish")
        digest.forget(root)
        swap.swap(folder / "site", target, root)
        digest.remember(root, target, inputs)
    return Result(findings, published=True)


def make(root: Path, site: Path, site_url: str | None, today: date, progress: Progress) -> list[Finding]:
    """Makes everything inside `site`, stopping after the first stage that found an error; publishes nothing."""
    progress("check sources")
    project = Project.load(root, today)
    findings = checks.run(project.site, also=project.findings)
    if has_errors(findings):
        return findings
    with ProcessPoolExecutor(WORKERS, initializer=leaflets.warm) as executor:
        executor.submit(leaflets.warm)  # fonts are read while MkDocs works
        progress("build pages")
        address = project.address(site_url)
        findings = build_pages(root, site, address, _epoch(project))
        if findings:
            return findings
        progress("print leaflets")
        printed = leaflets.build_leaflets(root, site, site / "leaflets", address, executor)
    progress("check the site")
    return checks.run(project.site, BuiltSite.load(site, root, address), also=[*project.findings, *printed])


def _epoch(project: Project) -> int:
    """The moment of the newest check of a fact: the only "now" that the content itself knows."""
    days = [fact.checked for fact in (project.data.facts or {}).values()] or ["1980-01-01"]
    return int(datetime.combine(date.fromisoformat(max(days)), datetime.min.time(), UTC).timestamp())
