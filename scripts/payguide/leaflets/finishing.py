"""The last step of every file: made ready for its output, and read again as a reader's machine or a press would."""

from __future__ import annotations

from datetime import date

from payguide.leaflets.compose import Document
from payguide.leaflets.digests import imprint_text
from payguide.leaflets.finished import Expected, check_finished
from payguide.leaflets.fonts import FOLDER
from payguide.leaflets.job import Job
from payguide.leaflets.layout import Layout
from payguide.leaflets.outputs import OFFICE, Output
from payguide.leaflets.press import Imprint, check_press, to_press
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding

#: The day of a sheet that was never stamped: a file's dates never say when it was made.
_UNDATED = "2000-01-01"
#: The folder of print templates, which also holds fonts and colour profile.
_STYLES = FOLDER.parent


def finish(
    job: Job, subject: Subject, document: Document, layout: Layout, content: bytes, output: Output
) -> tuple[bytes, list[Finding]]:
    """The file to write for `output`, made from what the layout engine wrote, and what is wrong with it."""
    if output is OFFICE:
        language = job.languages[job.edition.locale]
        legal = imprint_text(document.html)
        expected = Expected(subject, language, document.codes, job.root / FOLDER, layout.boxes, legal)
        return content, check_finished(expected, content)
    imprint = Imprint(subject.name, job.version.version, date.fromisoformat(job.version.date or _UNDATED))
    made = to_press(content, subject.form, job.root / _STYLES, imprint)
    return made, check_press(subject, made)
