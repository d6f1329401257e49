"""`versions.json`, from which the site tells whether a paper is current: small, so that a phone may keep it.

For every edition its title, file, page, newest version and date; for every former version its date and the headings of
what has changed, been added or (by number) been taken out since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from payguide.leaflets.job import Job
from payguide.leaflets.outputs import OFFICE
from payguide.leaflets.sections import SectionMissing, heading_of
from payguide.leaflets.sheet import Sheet
from payguide.model.entry import text_in
from payguide.model.printed import Version, load_printed
from payguide.sources.whole import write_whole

CURRENT = "versions.json"


def write_current(root: Path, out_dir: Path, made: Sequence[tuple[Job, Sheet]]) -> None:
    """Write `versions.json` for the editions that were `made`, from the history of the project at `root`."""
    history, _findings = load_printed(root)
    known = {
        job.edition.name: _entry(job, sheet, history.get(job.edition.family, ()))
        for job, sheet in made
        if sheet.made is not None
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n"
    write_whole(out_dir / CURRENT, text.encode("utf-8"))


def _entry(job: Job, sheet: Sheet, history: Iterable[Version]) -> dict[str, object]:
    edition, newest = job.edition, job.version
    former = [item for item in history if item.version != newest.version and edition.key in item.digest]
    return {
        "title": sheet.title,
        "file": OFFICE.file(edition.name),
        "page": job.pages(edition.locale).address(edition.target).removeprefix(job.site_url),
        "version": newest.version,
        "date": newest.date,
        "former": {str(item.version): _since(job, item, newest) for item in former},
    }


def _since(job: Job, former: Version, newest: Version) -> dict[str, object]:
    """What a reader of the version `former` should know: its date, headings of what is different now, parts gone."""
    key = job.edition.key
    before: Mapping[str, str] = former.parts.get(key, {})
    now: Mapping[str, str] = newest.parts.get(key, {})
    changed = [_heading(job, part) for part, digest in now.items() if before.get(part) != digest]
    gone = sum(part not in now for part in before)
    return {"date": former.date, "changed": [words for words in changed if words], "gone": gone}


def _heading(job: Job, part: str) -> str:
    """What the section `part` is called on the sheet: as the leaflet says, else as its page does."""
    sections = (section for panel in job.edition.leaflet.panels for section in panel.sections)
    own = next((section.heading for section in sections if section.ref == part and section.heading), None)
    if own:
        return text_in(own, job.edition.locale)
    slug, _, anchor = part.partition("#")
    try:
        return heading_of(job.pages(job.edition.locale), slug, anchor)
    except SectionMissing:
        return ""
