"""Checks of the finished file of an office sheet, as a reader's machine gets it. See the modules for what each asks."""

from __future__ import annotations

import io

import pikepdf

from payguide.leaflets.finished.codes import check_codes
from payguide.leaflets.finished.contrast import check_contrast
from payguide.leaflets.finished.expected import Expected
from payguide.leaflets.finished.files import check_file
from payguide.leaflets.finished.fonts import check_typefaces
from payguide.leaflets.finished.gate import check_accessible
from payguide.leaflets.finished.languages import check_languages
from payguide.leaflets.finished.pictures import check_pictures
from payguide.leaflets.finished.types import check_types
from payguide.leaflets.pdf.reading import read_scene
from payguide.model.findings import Finding
from payguide.model.messages import say

__all__ = ["Expected", "check_finished"]


def check_finished(expected: Expected, content: bytes) -> list[Finding]:
    """Everything that is wrong with the file `content`; a file that cannot be opened is one finding."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            scene = read_scene(document)
            return [
                *check_file(expected, document),
                *check_types(expected, scene),
                *check_contrast(expected, scene),
                *check_pictures(expected, scene),
                *check_codes(expected, scene, content),
                *check_typefaces(expected, scene),
                *check_languages(expected, document, scene),
                *check_accessible(expected, content),
            ]
    except pikepdf.PdfError as error:
        message = say("{name}: the file is damaged: {problem}", name=expected.subject.name, problem=error)
        return [expected.finding("leaflet-file-damaged", message, say("make it again; if it stays so, report it"))]
