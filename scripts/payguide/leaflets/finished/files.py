"""Is the file itself sound?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from payguide.leaflets.finished.expected import Expected
from payguide.model.findings import Finding
from payguide.model.messages import say


def check_file(expected: Expected, document: pikepdf.Pdf) -> Iterator[Finding]:
    """What qpdf says about the file's syntax, as its command `--check` would."""
    for problem in dict.fromkeys((*document.check_pdf_syntax(), *map(str, document.get_warnings()))):
        message = say("{name}: the file is damaged: {problem}", name=expected.subject.name, problem=problem)
        yield expected.finding("leaflet-file-damaged", message, say("make it again; if it stays so, report it"))
