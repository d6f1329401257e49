"""Reports in another language than English: catalogues of templates, and the findings said anew with them.

A catalogue is the YAML files of the folder named after the language: English template to template, blanks by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from payguide.model.findings import Finding
from payguide.model.messages import Message

_HERE = Path(__file__).parent
ENGLISH = "en"
#: English, and every language that has a catalogue.
LANGUAGES = (ENGLISH, *sorted(folder.name for folder in _HERE.iterdir() if any(folder.glob("*.yml"))))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All templates of `language`; none for English, in which they are written."""
    import yaml

    words: dict[str, str] = {}
    for path in sorted((_HERE / language).glob("*.yml")):
        words.update(yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {})
    return words


def in_language(text: str, language: str) -> str:
    """`text` in `language` where it is a Message, or a fixed text that the catalogue has; else as it is."""
    if language == ENGLISH:
        return text
    words = catalogue(language)
    return text.translated(words) if isinstance(text, Message) else words.get(text, text)


def translated(findings: Iterable[Finding], language: str) -> list[Finding]:
    """`findings` with message and hint in `language`."""
    if language == ENGLISH:
        return list(findings)
    return [
        replace(finding, message=in_language(finding.message, language), hint=in_language(finding.hint, language))
        for finding in findings
    ]


def preferred(environment: Mapping[str, str]) -> str:
    """The language that the person at this machine reads, as the locale of the environment says; else English."""
    chosen = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return next((language for language in LANGUAGES if chosen.lower().startswith(language)), ENGLISH)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a report is written: `root` is where the lines of files are read, `wide` the cells of a line."""

    root: Path
    colour: bool = False
    language: str = ENGLISH
    wide: int = 106

    def say(self, text: str) -> str:
        """`text` in the report's language."""
        return in_language(text, self.language)
