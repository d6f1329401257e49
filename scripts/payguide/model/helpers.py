"""The data of the two helpers on the site and of pictures: which facts they say, and which pages they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from payguide.model import fees, ways
from payguide.model.entry import Entry, missing_locales
from payguide.model.fees import Fee, Limit
from payguide.model.findings import Finding, Severity
from payguide.model.hints import did_you_mean
from payguide.model.holdings import Data
from payguide.model.messages import say
from payguide.model.pictures import Picture
from payguide.model.ways import Question, Way

#: A fact within a text of a data file, written as on a page.
CALL = re.compile(r'\{\{ *fact\("([^"{}]*)"\) *\}\}')

Spoken = Question | Way | Fee | Limit | Picture


def entries(data: Data, *kinds: str) -> Iterator[Spoken]:
    """The entries of these data files; of `kinds` only if given: `ways`, `questions`, `fees`, `limits`, `pictures`."""
    for kind in kinds or ("questions", "ways", "fees", "limits", "pictures"):
        yield from (getattr(data, kind) or {}).values()


def facts_of(entry: Spoken) -> list[str]:
    """The ids of the facts that `entry` says or reckons with, each once, in the order of its fields."""
    named: list[str | None] = []
    if isinstance(entry, Fee):
        named = [entry.free_up_to, entry.rate]
    elif isinstance(entry, Limit):
        named = [entry.single, entry.year]
    for text in entry.texts:
        for words in text.values() if isinstance(text, dict) else [text]:
            named += CALL.findall(words)
    return list(dict.fromkeys(key for key in named if key is not None))


def faults(data: Data, docs: Path, locales: list[str]) -> Iterator[Finding]:
    """All that is wrong with these data beyond the form of single entries."""
    known = data.facts or {}
    for entry in entries(data):
        for key in facts_of(entry):
            if key not in known:
                message = say("{id}: there is no fact '{text}'", id=entry.id, text=key)
                hint = did_you_mean(key, known) or say("`scripts/guide facts list` shows every id")
                yield _error(entry, message, hint)
            elif not known[key].printable:
                message = say("{id}: the fact '{text}' is uncertain, and pages do not print it", id=entry.id, text=key)
                yield _error(entry, message, say("find a second source, or say whom to ask"))
        yield from _words(entry, locales)
    pages = _Pages(docs, locales)
    for way in (data.ways or {}).values():
        yield from pages.faults(way)
    yield from ways.faults(data.questions or {}, data.ways or {})
    yield from fees.faults(data.fees or {}, data.limits or {}, known)


def _words(entry: Spoken, locales: list[str]) -> Iterator[Finding]:
    for text in entry.texts:
        for code in missing_locales(text, locales):
            said = next(iter(text.values()), "") if isinstance(text, dict) else text
            blanks = {"id": entry.id, "text": said, "code": code}
            message = say("{id}: the text '{text}' has no words in '{code}', a language of this site", **blanks)
            yield _error(entry, message, say("write it as `{code}: …` in this entry", code=code))
        for words in text.values() if isinstance(text, dict) else [text]:
            if "{{" in CALL.sub("", words):
                message = say("{id}: cannot read the call in '{text}'", id=entry.id, text=words)
                yield _error(entry, message, say('a call looks like {{{{ fact("tel.police") }}}}'))


class _Pages:
    """The pages of the guide and the ids of their headings, read where they are asked for."""

    def __init__(self, docs: Path, locales: list[str]) -> None:
        self._docs, self._locales = docs, locales
        self._known: dict[str, list[str]] = {}

    def faults(self, way: Way) -> Iterator[Finding]:
        slug, _, anchor = way.page.partition("#")
        for code in self._locales:
            path = self._path(code, slug)
            if path is None:
                blanks = {"id": way.id, "text": slug, "code": code}
                message = say("{id}: there is no page '{text}' in '{code}'", **blanks)
                yield _error(way, message, did_you_mean(slug, self._slugs(code)) or say("write it as `pay/cards`"))
            elif anchor and anchor not in (ids := self._ids(path)):
                blanks = {"id": way.id, "text": anchor, "page": slug, "code": code}
                message = say("{id}: the page '{page}' in '{code}' has no section '{text}'", **blanks)
                yield _error(way, message, did_you_mean(anchor, ids))

    def _path(self, code: str, slug: str) -> Path | None:
        places = [self._docs / code / name for name in (f"{slug}.md", f"{slug}/index.md")]
        return next((place for place in places if place.is_file()), None)

    def _slugs(self, code: str) -> list[str]:
        folder = self._docs / code
        if code not in self._known:
            names = (path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md"))
            self._known[code] = sorted(name.removesuffix("/index") for name in names)
        return self._known[code]

    @staticmethod
    def _ids(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8", errors="replace")
        return re.findall(r"^#+ .*\{ *#([\w-]+)", text, re.MULTILINE)


def said_facts(data: Data) -> Mapping[str, list[Entry]]:
    """The entries of these data by the facts that they say."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(data):
        for key in facts_of(entry):
            found.setdefault(key, []).append(entry)
    return found


def _error(entry: Entry, message: str, hint: str) -> Finding:
    return Finding("data-invalid", Severity.ERROR, entry.location, message, hint)
