"""Is every text read aloud in its own language?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from payguide.leaflets.finished.expected import Expected, sample
from payguide.leaflets.pdf.scene import Run, Scene
from payguide.leaflets.probepdf import POINT
from payguide.model.findings import Finding
from payguide.model.messages import say
from payguide.model.scripts import KANA, LETTERS, language, script

#: Latin words without a capital letter: from so many of them, words are a sentence and not names.
_SENTENCE = 3
_PLAIN_WORD = re.compile(f"(?<![{LETTERS['Latin']}'’])[a-z][a-z'’-]*(?![{LETTERS['Latin']}])")
#: How high, in mm, the foot of a page is whose text flows: the engine keeps what repeats there out of the structure.
_FOOT = 32.0
#: Letters with a tone mark, of pinyin: no English or Chinese text has them.
_TONES = re.compile("[āēīōūǎěǐǒǔǖǘǚǜ]")
#: What tells each other writing from the rest; Japanese shares the Chinese characters.
_OTHERS = {
    name: re.compile(f"[{letters}]") for name, letters in {**LETTERS, "Japanese": KANA}.items() if name != "Latin"
}


def check_languages(expected: Expected, document: pikepdf.Pdf, scene: Scene) -> Iterator[Finding]:
    """The language of the document, and of every text in the order of painting.

    One finding for every marked content, and for every page with text that is outside of the structure.
    """
    told = str(document.Root.get("/Lang", ""))
    if told != expected.language:
        message = say("{name} says that it is in '{found}', not in '{wanted}'",
                      name=expected.subject.name, found=told, wanted=expected.language)  # fmt: skip
        yield expected.finding("leaflet-language-mark", message, say("see the lang of <html> in the form's template"))
    marks = _languages(document, told)
    lost: set[int] = set()
    for runs in _together(scene):
        run = runs[0]
        text = "".join(part.text for part in runs)
        place, words = expected.at(run), sample(text)
        tongue = marks.get((run.page, run.mark or 0))
        if tongue is None and (run.page in lost or (expected.subject.form.flows and run.y * POINT < _FOOT)):
            continue
        if tongue is None:
            lost.add(run.page)
            message = say("{place}: '{words}' is in no element of the structure and would not be read aloud",
                          place=place, words=words)  # fmt: skip
            hint = say("see scripts/payguide/leaflets/tagging.py")
            yield expected.finding("leaflet-language-mark", message, hint, run)
        elif _foreign(text, tongue):
            told_as = tongue or say("no language")
            message = say("{place}: '{words}' would be read aloud as {language}",
                          place=place, words=words, language=told_as)  # fmt: skip
            hint = say('set lang="…" on its element in the page or template')
            yield expected.finding("leaflet-language-mark", message, hint, run)


def _together(scene: Scene) -> Iterator[list[Run]]:
    """The runs of every marked content that is read aloud."""
    found: dict[tuple[int, int], list[Run]] = {}
    for run in scene.runs:
        if run.mark is not None:
            found.setdefault((run.page, run.mark), []).append(run)
    yield from found.values()


def _foreign(text: str, tongue: str) -> bool:
    """Whether a voice of the language `tongue` cannot read `text`."""
    own = script(tongue)
    for name, letters in _OTHERS.items():
        if name != own and letters.search(text) and not (own == "Japanese" and name == "Han"):
            return True
    if own == "Latin":
        return bool(_TONES.search(text)) and language(tongue) == "en"
    sentence = len(_PLAIN_WORD.findall(text)) >= _SENTENCE and not _OTHERS[own].search(text)
    return sentence or bool(_TONES.search(text))


def _languages(document: pikepdf.Pdf, told: str) -> dict[tuple[int, int], str]:
    """The language of every marked content, by page (from 0) and number."""
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return {}
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: dict[tuple[int, int], str] = {}
    waiting: list[tuple[pikepdf.Object, str, int]] = [(root, told, 0)]
    while waiting:
        node, tongue, page = waiting.pop()
        tongue = str(node.get("/Lang", tongue))
        page = pages.get(node.Pg.objgen, page) if "/Pg" in node else page
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                waiting.append((kid, tongue, page))
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                there = pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page
                found[there, int(kid.MCID)] = tongue
            elif isinstance(kid, int):
                found[page, kid] = tongue
    return found


def _kids(node: pikepdf.Object) -> list[Any]:
    """What an element holds: elements, marked contents as dictionaries or numbers, other objects."""
    kids: Any = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
