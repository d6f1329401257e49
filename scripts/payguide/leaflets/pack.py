"""All leaflets of a built site, one job an edition, on any executor."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from payguide.leaflets.sheet import Job, Sheet, compose_edition, make_sheet, write_whole
from payguide.model.findings import Finding, Severity
from payguide.model.leaflets import load_leaflets
from payguide.model.messages import say
from payguide.sources.config import load_config

#: Called with the name of an edition when it is finished, how many are finished, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Pack:
    """All sheets of a build, in the order of the data file, and everything found, sorted."""

    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def plan(root: Path, site_dir: Path, out_dir: Path, site_url: str) -> tuple[list[Job], list[Finding]]:
    """The jobs of a build, and what is wrong with the data file; an unknown locale is a finding."""
    leaflets, findings = load_leaflets(root)
    prefixes = {locale.code: locale.prefix for locale in load_config(root).languages.locales}
    address = f"{site_url.rstrip('/')}/"
    jobs = []
    for leaflet in leaflets:
        for locale in leaflet.title:
            if locale in prefixes:
                jobs.append(Job(root, site_dir, out_dir, address, leaflet, locale, prefixes))
            else:
                message = say(
                    "{leaflet} is to be printed in '{locale}', which is not a language of this site",
                    leaflet=leaflet.id,
                    locale=locale,
                )
                hint = say("languages: {names}", names=", ".join(prefixes))
                rule = "leaflet-locale-unknown"
                findings.append(Finding(rule, Severity.ERROR, leaflet.location, message, hint))
    return jobs, findings


def make_pack(
    root: Path,
    site_dir: Path,
    out_dir: Path,
    site_url: str,
    executor: Executor,
    progress: Progress | None = None,
    ids: Collection[str] = (),
    locales: Collection[str] = (),
) -> Pack:
    """Make the leaflets of the site built in `site_dir`; PDFs and `leaflets.json` go to `out_dir`.

    `ids` and `locales` choose some of them; empty means all. The index is written for all of them only.
    """
    jobs, findings = plan(root, site_dir, out_dir, site_url)
    some = [job for job in jobs if _chosen(job.leaflet.id, ids) and _chosen(job.locale, locales)]
    futures = [executor.submit(make_sheet, job) for job in some]
    for count, future in enumerate(as_completed(futures), start=1):
        if progress is not None:
            progress(future.result().name, count, len(futures))
    sheets = [future.result() for future in futures]
    findings += [finding for sheet in sheets for finding in sheet.findings]
    if len(some) == len(jobs):
        records = [sheet.record for sheet in sheets if sheet.record is not None]
        text = json.dumps(records, ensure_ascii=False, indent=2) + "\n"
        write_whole(out_dir / "leaflets.json", text.encode("utf-8"))
    return Pack(sheets, sorted(set(findings), key=lambda finding: finding.sort_key))


def _chosen(name: str, names: Collection[str]) -> bool:
    return not names or name in names


def current_digests(root: Path, site_dir: Path) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """By leaflet id and locale, the digest of what would be printed now; nothing is rendered."""
    jobs, findings = plan(root, site_dir, site_dir, "")
    digests: dict[str, dict[str, str]] = {}
    for job in jobs:
        document = compose_edition(job)
        findings += document.findings
        digests.setdefault(job.leaflet.id, {})[job.locale] = document.digest
    return digests, findings


def describe(sheet: Sheet) -> str:
    """One line for people: the file, its size, and the text size and free height of every panel."""
    if sheet.record is None or sheet.fit is None:
        return f"{sheet.name}: not written"
    panels = (f"{name} {sheet.fit.sizes[name]:g} pt ({free:.0f} mm free)" for name, free in sheet.fit.free.items())
    return f"{sheet.record['file']}  {int(str(sheet.record['bytes'])) // 1000} kB  {', '.join(panels)}"
