"""Every form of the rack, made for office and print shop, passes every check of finished files."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pytest

from leaflet_project import FIXTURES, URL, copy_project
from payguide.leaflets.finished import Expected
from payguide.leaflets.finished.gate import check_accessible
from payguide.leaflets.finishing import finish
from payguide.leaflets.fitting import fit
from payguide.leaflets.fonts import FOLDER
from payguide.leaflets.job import Job
from payguide.leaflets.outputs import OFFICE, PRESS
from payguide.leaflets.pack import plan
from payguide.leaflets.rack import form_of
from payguide.leaflets.render import renderer
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Job]:
    rack = copy_project(tmp_path_factory.mktemp("rack"), FIXTURES / "leaflet-rack.yml")
    one = copy_project(tmp_path_factory.mktemp("one"))
    plans = [plan(project.root, project.site, project.root / "out", URL) for project in (rack, one)]
    assert not any(findings for _, findings in plans)
    return {job.edition.leaflet.form: job for found, _ in plans for job in reversed(found)}


def made(job: Job) -> tuple[dict[str, bytes], list[Finding]]:
    """The files by output, and what is wrong with them."""
    document, form, engine = job.document(), form_of(job.edition.leaflet), renderer(job.root)
    subject, files = Subject(job.root, job.edition, form, document.html), engine.fetcher(job.site_dir, job.site_url)
    fitted = fit(form, lambda sizes: engine.layout(document.html, form, sizes, files, tall=not form.flows))
    contents: dict[str, bytes] = {}
    findings: list[Finding] = []
    content, _said, _used = engine.pdf(fitted.layout, form)
    for output in (OFFICE, PRESS):
        if output.id in job.outputs:
            contents[output.id], faults = finish(job, subject, document, fitted.layout, content, output)
            findings += faults
    expected = Expected(subject, "", (), job.root / FOLDER)
    return contents, [*findings, *check_accessible(expected, contents["office"])]


@pytest.mark.parametrize("form", ["trifold", "fold", "sheet", "large", "cards", "poster", "form", "signs", "page"])
def test_every_form_passes_every_check(jobs: dict[str, Job], form: str, tmp_path: Path) -> None:
    contents, findings = made(jobs[form])
    assert [finding.message for finding in findings] == []
    again, _ = made(jobs[form])
    assert again == contents
    for output, content in contents.items():
        (tmp_path / f"{output}.pdf").write_bytes(content)
        subprocess.run(["qpdf", "--check", tmp_path / f"{output}.pdf"], check=True, capture_output=True)


def test_a_sheet_without_a_date_is_made(jobs: dict[str, Job]) -> None:
    job = jobs["sheet"]
    contents, _ = made(dataclasses.replace(job, version=dataclasses.replace(job.version, date="")))
    assert b"2000-01-01" in contents["press"]
