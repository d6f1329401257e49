"""Are the letters in the file those of our fonts, whole and right?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.leaflets.finished.expected import Expected
from payguide.leaflets.pdf.outlines import Outlines, source_outlines
from payguide.leaflets.pdf.scene import Scene
from payguide.leaflets.pdf.typefaces import Typeface
from payguide.leaflets.probe import FAMILIES
from payguide.model.findings import Finding
from payguide.model.messages import say

#: The share of outlines that may be of no character in the source: forms that depend on the neighbouring letter.
_ALTERNATES = 0.05
_OURS = {name.partition("/")[0] for name in FAMILIES}


def check_typefaces(expected: Expected, scene: Scene) -> Iterator[Finding]:
    """Every font of the file: ours, embedded as a subset, with the outlines of its source."""
    for face in scene.faces:
        if face.family not in _OURS:
            message = say(
                "{name}: text is set in '{font}', which is not one of the leaflets' font files",
                name=expected.subject.name, font=face.name,
            )  # fmt: skip
            hint = say(
                "a style names a missing family, or bold without its bold family (overrides/leaflets/base.css); "
                "or our fonts lack a character of the text: run `scripts/guide fonts`"
            )
            yield expected.finding("leaflet-font-substituted", message, hint)
        elif not face.file or not face.subset:
            words = say("is there as a whole") if face.file else say("is not inside the file")
            message = say("{name}: the font '{font}' {fault}", name=expected.subject.name, font=face.name, fault=words)
            hint = say("see that libharfbuzz-subset is installed, and that no style asks for a whole font")
            yield expected.finding("leaflet-font-embedded", message, hint)
        else:
            yield from _glyphs(expected, face)


def _glyphs(expected: Expected, face: Typeface) -> Iterator[Finding]:
    embedded = Outlines(face.file)
    source, characters = source_outlines(expected.fonts / f"{face.family}.ttf")
    wrong: list[str] = []
    odd: list[str] = []
    texts = {code: text for code, text in face.texts.items() if len(text) == 1 and ord(text) in characters}
    for code, text in texts.items() if face.identity else ():
        drawn, meant = embedded.shape(code), source.shape(characters[ord(text)])
        if drawn != meant:
            (wrong if source.draws(drawn) else odd).append(text)
    if wrong or len(odd) > _ALTERNATES * len(texts):
        message = say(
            "{name}: '{sample}' in '{font}' would be printed as other characters",
            name=expected.subject.name, sample="".join((wrong or odd)[:12]), font=face.name,
        )  # fmt: skip
        hint = say("give every font file a family name of its own in overrides/leaflets/base.css")
        yield expected.finding("leaflet-glyph-wrong", message, hint)
