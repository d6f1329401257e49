"""YAML data files, read with the line of every entry and field, and checked against a pydantic model.

A mistake becomes a `Finding` at its own line; one mistake never hides the next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from payguide.model.entry import Entry
from payguide.model.findings import Finding, Location, Severity

EntryT = TypeVar("EntryT", bound=Entry)

RULE = "data-invalid"

#: Plain words for pydantic's error types; `{input}` is the value that was written.
WORDS = {
    "missing": "field '{field}' is missing",
    "extra_forbidden": "unknown field '{field}'",
    "string_type": "field '{field}' must be text in quotes, not {input}",
    "list_type": "field '{field}' must be a list, not {input}",
    "too_short": "field '{field}' must not be empty",
}


def nearest(name: str, known: Sequence[str]) -> str:
    """A did-you-mean hint for `name` among `known`, or the empty string when nothing is near."""
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    return f"did you mean {', '.join(repr(match) for match in close)}?" if close else ""


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
                yield _fault(path, key, f"'{key.value}' is written twice (first in line {seen[key.value]})")
            seen.setdefault(key.value, key.start_mark.line + 1)
            yield from _duplicates(value, path)


def compose(path: Path, root: Path) -> tuple[yaml.Node | None, list[Finding]]:
    """The YAML tree of `path` (None when empty or broken) and what is wrong with its writing.

    Raises nothing: an unreadable or missing file is a finding too.
    """
    name = path.relative_to(root).as_posix()
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return None, [_fault(name, None, f"cannot read this file: {reason}", "put the file back")]
    except UnicodeDecodeError:
        return None, [_fault(name, None, "this file is not UTF-8 text", "save it again as UTF-8")]
    except yaml.YAMLError as error:
        return None, [_syntax(name, error)]
    return node, list(_duplicates(node, name)) if node is not None else []


def _syntax(name: str, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    place = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
    problem = getattr(error, "problem", None) or "cannot be read as YAML"
    hint = "look at the line above as well: indentation, a missing quote or a missing colon is the usual cause"
    return Finding("yaml-syntax", Severity.ERROR, place, f"this is not valid YAML: {problem}", hint)


def plain(node: yaml.Node) -> Any:
    """`node` as plain Python data; dates stay text, as the schemas say what they must look like."""
    return _Constructor("").construct_document(node)


class _Constructor(yaml.SafeLoader):
    """YAML without dates: `2026-11-23` stays the text that the editor wrote."""

    def day(self, node: yaml.ScalarNode) -> str:
        """What stands in the file, quoted or not."""
        return str(self.construct_scalar(node))


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.day)


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
    template = WORDS.get(error["type"])
    text = template or "field '{field}': {problem}"
    problem = str(error["msg"]).removeprefix("Value error, ")
    message = text.format(field=field, input=repr(error["input"]), problem=problem)
    hint = ""
    if error["type"] == "extra_forbidden":
        hint = nearest(str(error["loc"][-1]), fields) or f"allowed fields: {', '.join(sorted(fields))}"
    return message, hint


def _entry(node: yaml.Node, model: type[EntryT], name: str) -> tuple[EntryT | None, list[Finding]]:
    if not isinstance(node, yaml.MappingNode):
        return None, [_fault(name, node, "every entry must be a list item with fields", "write `- id: …`")]
    data = plain(node)
    fields = [field for field in model.model_fields if field not in ("line", "path")]
    try:
        return model.model_validate({**data, "line": node.start_mark.line + 1, "path": name}), []
    except ValidationError as error:
        label = str(data.get("id", "entry"))
        return None, [
            _fault(name, _descend(node, fault["loc"]), f"{label}: {message}", hint)
            for fault in error.errors()
            for message, hint in [_explain(fault, fields)]
        ]


def load_entries(path: Path, model: type[EntryT], root: Path) -> tuple[list[EntryT], list[Finding]]:
    """The entries of the YAML list in `path` as `model` objects, and everything that is wrong with the file.

    `line` and `path` of every entry are filled in here.
    """
    name = path.relative_to(root).as_posix()
    node, findings = compose(path, root)
    if node is None:
        return [], findings
    if not isinstance(node, yaml.SequenceNode):
        return [], [
            *findings,
            _fault(name, node, "this file must be a list", "start every entry with `- id:`"),
        ]
    entries: list[EntryT] = []
    for item in node.value:
        entry, faults = _entry(item, model, name)
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
            message = f"the id '{entry.id}' is already used at {first.path}:{first.line}; a page could get either"
            hint = "rename one of the two, or delete the copy"
            findings.append(Finding("id-duplicate", Severity.ERROR, entry.location, message, hint, first.location))
    return by_id, findings
