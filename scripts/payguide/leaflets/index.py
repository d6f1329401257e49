"""`leaflets.json`, the list of all sheets for machines, and `leaflets.zip`, all of them for the office printer."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from payguide.leaflets.job import Job
from payguide.leaflets.outputs import OFFICE, OUTPUTS
from payguide.leaflets.pictures import picture_file
from payguide.leaflets.rack import form_of
from payguide.leaflets.sheet import Sheet, checksum
from payguide.model.printed import load_printed
from payguide.sources.whole import write_whole

INDEX, ARCHIVE = "leaflets.json", "leaflets.zip"
#: The date of every file in the archive: the same sheets give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def record(job: Job, sheet: Sheet, versions: Iterable[object]) -> dict[str, object]:
    """What the list says about one edition; empty when it was not made."""
    if sheet.made is None:
        return {}
    edition, form, made = job.edition, form_of(job.edition.leaflet), sheet.made
    return {
        "id": edition.leaflet.id,
        "name": edition.name,
        "family": edition.family,
        "locales": list(edition.locales),
        "page": edition.target,
        "title": sheet.title,
        "description": sheet.description,
        "form": form.id,
        "paper": form.paper,
        "duplex": form.duplex if made.pages > 1 else "",
        "finish": form.finish,
        "pages": made.pages,
        "version": job.version.version,
        "date": job.version.date,
        "files": {
            name: {"file": OUTPUTS[name].file(edition.name), "bytes": len(content), "sha256": checksum(content)}
            for name, content in made.files.items()
        },
        "picture": picture_file(edition.name) if made.picture else "",
        "versions": list(versions),
    }


def write_index(root: Path, out_dir: Path, made: Sequence[tuple[Job, Sheet]]) -> None:
    """Write `leaflets.json`: a record of every edition, with its former versions."""
    history, _findings = load_printed(root)
    records = []
    for job, sheet in made:
        key = job.edition.key
        versions = (
            {"version": item.version, "date": item.date, "digest": item.digest[key], "parts": item.parts.get(key, {})}
            for item in history.get(job.edition.family, ())
            if key in item.digest
        )
        records.append(record(job, sheet, versions))
    text = json.dumps([found for found in records if found], ensure_ascii=False, indent=1) + "\n"
    write_whole(out_dir / INDEX, text.encode("utf-8"))


def write_archive(out_dir: Path, sheets: Iterable[Sheet]) -> None:
    """Write `leaflets.zip`: every sheet for the office printer, stored as it is, as a PDF is compressed already."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for sheet in sorted(sheets, key=lambda item: item.name):
            if sheet.made is not None and OFFICE.id in sheet.made.files:
                entry = zipfile.ZipInfo(f"{sheet.name}.pdf", _EPOCH)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, sheet.made.files[OFFICE.id])
    write_whole(out_dir / ARCHIVE, target.getvalue())
