"""Everything under `docs/_data` that pages draw on, loaded once and checked for what one file cannot see alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from payguide.model import helpers, pictures
from payguide.model.entry import Entry, missing_locales
from payguide.model.facts import Fact, Source
from payguide.model.fees import Fee, Limit
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.holdings import Data
from payguide.model.leaflets import Leaflet, load_leaflets
from payguide.model.messages import Message, say
from payguide.model.outlets import Branch
from payguide.model.pictures import Picture
from payguide.model.ways import Question, Way
from payguide.model.words import Phrase, Saying, Term
from payguide.sources import files, yamlfile


def load_data(docs: Path, root: Path, locales: list[str]) -> tuple[Data, list[Finding]]:
    """The data files of the guide at `root` whose documents are in `docs`, and all that is wrong with them."""
    folder = docs / "_data"
    findings: list[Finding] = []

    def read(pattern: str, model: type[yamlfile.EntryT]) -> Mapping[str, yamlfile.EntryT] | None:
        paths = sorted(folder.glob(pattern))
        loaded = [yamlfile.load_entries(path, model, root) for path in paths]
        by_id, repeated = yamlfile.unique([entry for entries, _ in loaded for entry in entries])
        findings.extend([fault for _, faults in loaded for fault in faults] + repeated)
        return by_id if paths else None

    data = Data(
        facts=read("facts/*.yml", Fact),
        sources=read("sources.yml", Source),
        terms=read("glossary.yml", Term),
        phrases=read("phrases.yml", Phrase),
        sayings=read("search.yml", Saying),
        branches=read("branches/*.yml", Branch),
        leaflets=_leaflets(root, findings),
        strings=_strings(folder, root, findings),
        questions=read("questions.yml", Question),
        ways=read("ways.yml", Way),
        fees=read("fees.yml", Fee),
        limits=read("limits.yml", Limit),
        pictures=read("pictures.yml", Picture),
    )
    findings.extend(_placed(fault, root) for fault in _relations(data, locales))
    findings.extend(_placed(fault, root) for fault in helpers.faults(data, docs, locales))
    findings.extend(_placed(fault, root) for fault in pictures.faults(data.pictures or {}, root))
    return data, findings


def _placed(fault: Finding, root: Path) -> Finding:
    """`fault` at the line of the text that it is about, where the entry says that text."""
    said = fault.message.values.get("text") if isinstance(fault.message, Message) else None
    if not said:
        return fault
    lines = files.lines(root / fault.location.path)
    whole = re.compile(rf"(?<!\w){re.escape(str(said))}(?!\w)")
    found = (number for number, line in enumerate(lines, 1) if number >= fault.location.line and whole.search(line))
    return replace(fault, location=Location(fault.location.path, next(found, fault.location.line)))


def _leaflets(root: Path, findings: list[Finding]) -> dict[str, Leaflet]:
    sheets, faults = load_leaflets(root)
    findings.extend(faults)
    return {sheet.id: sheet for sheet in sheets}


def _strings(folder: Path, root: Path, findings: list[Finding]) -> dict[str, Mapping[str, str]] | None:
    tables: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("strings/*.yml")):
        table, _, faults = yamlfile.read(path, root)
        findings.extend(faults)
        if isinstance(table, dict):
            tables[path.stem] = {str(key): str(words) for key, words in table.items()}
        elif not faults:
            place = Location(path.relative_to(root).as_posix())
            message = say("this file must be texts by name, such as `home: Home`")
            findings.append(Finding("data-invalid", Severity.ERROR, place, message))
    return tables or None


def _relations(data: Data, locales: list[str]) -> Iterator[Finding]:
    """Faults between files: unknown sources, texts without words in a locale of the site."""
    for fact in (data.facts or {}).values():
        for key in fact.sources:
            if key not in (data.sources or {}):
                hint = did_you_mean(key, list(data.sources or {})) or say("add it to docs/_data/sources.yml")
                yield _error(fact, say("{id}: there is no source '{key}'", id=fact.id, key=key), hint)
        texts = [fact.label, *_texts(fact)]
        yield from _words(fact, texts, locales)
    for term in (data.terms or {}).values():
        yield from _words(term, [term.terms, *([term.note] if term.note else [])], locales)
    for phrase in (data.phrases or {}).values():
        known = {"zh": phrase.zh, **(phrase.model_extra or {})}
        yield from _words(phrase, [known], [code for code in locales if not code.startswith("zh")])
    for saying in (data.sayings or {}).values():
        for code in sorted(saying.means.keys() - set(locales)):
            message = say("{id}: '{code}' is not a language of this site", id=saying.id, code=code)
            yield _error(saying, message, did_you_mean(code, locales) or say("the languages are listed in mkdocs.yml"))
    for branch in (data.branches or {}).values():
        yield from _words(branch, branch.texts(), locales)
    for source in (data.sources or {}).values():
        yield from _words(source, [source.publisher], locales)
    for sheet in (data.leaflets or {}).values():
        yield from _words(sheet, sheet.texts, list(sheet.title))
    yield from _equal_strings(data.strings or {}, locales, _named_in_data(data))


def _texts(fact: Fact) -> list[str | dict[str, str]]:
    if fact.kind == "text":
        return [fact.value]
    if fact.kind == "list":
        return list(fact.value)
    return [fact.unit] if fact.kind == "count" else []


def _words(entry: Entry, texts: list[str | dict[str, str]], locales: list[str]) -> Iterator[Finding]:
    for text in texts:
        for code in missing_locales(text, locales):
            said = next(iter(text.values()), "") if isinstance(text, dict) else text
            blanks = {"id": entry.id, "text": said, "code": code}
            message = say("{id}: the text '{text}' has no words in '{code}', a language of this site", **blanks)
            yield _error(entry, message, say("write it as `{code}: …` in this entry", code=code))


def string_key(kind: str, name: str) -> str:
    """The key of an interface text that names something in the data: `group_tax_refund` for the group `tax-refund`."""
    return f"{kind}_{name}".replace("-", "_")


def topic(fact: Fact) -> str:
    """The topic of a fact: the name of the file it stands in."""
    return fact.path.rsplit("/", 1)[-1].removesuffix(".yml")


def _named_in_data(data: Data) -> set[str]:
    """Keys of the interface texts without which the pages made from data could not be written."""
    facts, terms = (data.facts or {}).values(), (data.terms or {}).values()
    return (
        {string_key("topic", topic(fact)) for fact in facts}
        | {string_key("confidence", fact.confidence.value) for fact in facts if fact.printable}
        | {string_key("group", term.group) for term in terms}
    )


def _equal_strings(tables: Mapping[str, Mapping[str, str]], locales: list[str], needed: set[str]) -> Iterator[Finding]:
    every = sorted({key for table in tables.values() for key in table} | needed)
    for code in locales if tables else []:
        place = Location(f"docs/_data/strings/{code}.yml")
        if code not in tables:
            message = say("the site's own texts have no file in '{code}': {path}", code=code, path=place.path)
            there = Location(f"docs/_data/strings/{min(tables)}.yml")
            yield Finding("string-missing", Severity.ERROR, there, message, say("copy this one and translate it"))
            continue
        for key in every:
            if key not in tables[code]:
                message = say("the site's own text '{key}' has no words in '{code}'", key=key, code=code)
                yield Finding("string-missing", Severity.ERROR, place, message, say("add `{key}: …`", key=key))


def _error(entry: Entry, message: str, hint: str) -> Finding:
    return Finding("data-invalid", Severity.ERROR, entry.location, message, hint)
