"""YAML data files, read with the line of every entry and field, and checked against a pydantic model.

A mistake becomes a `Finding` at its own line; one mistake never hides the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from payguide.model.entry import Entry
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say
from payguide.sources import files
from payguide.sources.yamltags import read_yaml

EntryT = TypeVar("EntryT", bound=Entry)

RULE = "data-invalid"


def _fault(path: str, node: yaml.Node | None, message: str, hint: str = "") -> Finding:
    mark = node.start_mark if node is not None else None
    place = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    return Finding(RULE, Severity.ERROR, place, message, hint)


def _duplicates(node: yaml.Node, path: str) -> Iterator[Finding]:
    """Keys written twice in one mapping: plain YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicates(item, path)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if key.value in seen:
                yield _fault(
                    path,
                    key,
                    say("'{key}' is written twice (first in line {line})", key=key.value, line=seen[key.value]),
                )
            seen.setdefault(key.value, key.start_mark.line + 1)
            yield from _duplicates(value, path)


def read(path: Path, root: Path) -> tuple[Any, yaml.Node | None, list[Finding]]:
    """The data of `path`, its tree (None when empty or broken), and what is wrong with its writing.

    Dates stay text, as the schemas say what they must look like. Raises nothing: an unreadable or missing file is a
    finding too.
    """
    name = path.relative_to(root).as_posix()
    try:
        text = files.read(path).decode("utf-8")
    except OSError as error:
        message = say("cannot read this file: {reason}", reason=error.strerror or type(error).__name__)
        return None, None, [_fault(name, None, message, say("put the file back"))]
    except UnicodeDecodeError:
        return None, None, [_fault(name, None, say("this file is not UTF-8 text"), say("save it again as UTF-8"))]
    data, node, problem = read_yaml(text)
    if problem is not None:
        place = Location(name, problem.line, problem.column)
        hint = say("look at the line above as well: indentation, a missing quote or a missing colon is the usual cause")
        return None, None, [Finding("yaml-syntax", Severity.ERROR, place, problem.message, hint)]
    return data, node, list(_duplicates(node, name)) if node is not None else []


def _descend(node: yaml.Node, trail: Sequence[int | str]) -> yaml.Node:
    """The deepest node of the YAML tree along pydantic's error trail."""
    for step in trail:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                continue  # names of union members are part of the trail, but not of the file
            key, value = found[0]
            node = value if isinstance(value, yaml.MappingNode | yaml.SequenceNode) else key
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node


def _explain(error: Mapping[str, Any], fields: Sequence[str]) -> tuple[str, str]:
    """Message and hint for one pydantic error."""
    field = ".".join(str(step) for step in error["loc"]) or "entry"
    hint = ""
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(str(error["loc"][-1]), fields)
        hint = hint or say("allowed fields: {names}", names=", ".join(sorted(fields)))
    return _words(error, field), hint


def _words(error: Mapping[str, Any], field: str) -> str:
    """Plain words for pydantic's types of errors; a schema's own words stay as they are."""
    written = repr(error["input"])
    match error["type"]:
        case "missing":
            return say("field '{field}' is missing", field=field)
        case "extra_forbidden":
            return say("unknown field '{field}'", field=field)
        case "string_type":
            return say("field '{field}' must be text in quotes, not {value}", field=field, value=written)
        case "list_type":
            return say("field '{field}' must be a list, not {value}", field=field, value=written)
        case "too_short":
            return say("field '{field}' must not be empty", field=field)
        case "dict_type" | "model_type" | "model_attributes_type":
            return say(
                "field '{field}' must be a mapping such as {{zh: …, en: …}}, not {value}", field=field, value=written
            )
        case "string_pattern_mismatch":
            return say("field '{field}' must not be written as {value}", field=field, value=written)
        case "literal_error" | "enum":
            expected = str(error["ctx"]["expected"]).replace(" or ", ", ")
            return say(
                "field '{field}' must be one of {expected}, not {value}", field=field, expected=expected, value=written
            )
        case "int_type" | "int_parsing" | "float_type" | "float_parsing" | "int_from_float" | "decimal_type":
            return say("field '{field}' must be a number, not {value}", field=field, value=written)
        case "greater_than" | "greater_than_equal":
            return say("field '{field}' is too small: {value}", field=field, value=written)
        case "less_than" | "less_than_equal":
            return say("field '{field}' is too large: {value}", field=field, value=written)
    raised = error.get("ctx", {}).get("error")
    problem = raised.args[0] if isinstance(raised, ValueError) and raised.args else str(error["msg"])
    return say("field '{field}': {problem}", field=field, problem=problem)


def _entry(data: Any, node: yaml.Node, model: type[EntryT], name: str) -> tuple[EntryT | None, list[Finding]]:
    if not isinstance(data, dict):
        return None, [_fault(name, node, say("every entry must be a list item with fields"), say("write `- id: …`"))]
    fields = [field for field in model.model_fields if field not in ("line", "path")]
    try:
        return model.model_validate({**data, "line": node.start_mark.line + 1, "path": name}), []
    except ValidationError as error:
        label = str(data.get("id", "entry"))
        return None, [
            _fault(name, _descend(node, fault["loc"]), say("{id}: {message}", id=label, message=message), hint)
            for fault in error.errors()
            for message, hint in [_explain(fault, fields)]
        ]


def load_entries(path: Path, model: type[EntryT], root: Path) -> tuple[list[EntryT], list[Finding]]:
    """The entries of the YAML list in `path` as `model` objects, and everything that is wrong with the file.

    `line` and `path` of every entry are filled in here.
    """
    name = path.relative_to(root).as_posix()
    data, node, findings = read(path, root)
    if node is None:
        return [], findings
    if not isinstance(node, yaml.SequenceNode):
        return [], [
            *findings,
            _fault(name, node, say("this file must be a list"), say("start every entry with `- id:`")),
        ]
    entries: list[EntryT] = []
    for values, item in zip(data, node.value, strict=True):
        entry, faults = _entry(values, item, model, name)
        findings.extend(faults)
        if entry is not None:
            entries.append(entry)
    return entries, findings


def unique(entries: Sequence[EntryT]) -> tuple[dict[str, EntryT], list[Finding]]:
    """`entries` by their id, and a finding for every id that is used a second time, in any file."""
    by_id: dict[str, EntryT] = {}
    findings: list[Finding] = []
    for entry in entries:
        first = by_id.setdefault(entry.id, entry)
        if first is not entry:
            message = say(
                "the id '{id}' is already used at {place}; a page could get either",
                id=entry.id,
                place=f"{first.path}:{first.line}",
            )
            hint = say("rename one of the two, or delete the copy")
            findings.append(Finding("id-duplicate", Severity.ERROR, entry.location, message, hint, first.location))
    return by_id, findings
