"""Findings written down, so that another process or a later run says them in any language."""

from __future__ import annotations

from typing import Any

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import Message


class Unwritable(Exception):
    """A message holds a value that cannot be written down."""


def write(finding: Finding) -> list[Any]:
    """`finding` as lists and plain values, for JSON. Raises Unwritable when a message is made of anything else."""
    place, related = finding.location, finding.related
    return [
        finding.rule,
        finding.severity.value,
        [place.path, place.line, place.column],
        _words(finding.message),
        _words(finding.hint),
        [related.path, related.line, related.column] if related is not None else None,
    ]


def read(data: Any) -> Finding:
    """The finding that `write` made `data` of."""
    rule, severity, place, message, hint, related = data
    return Finding(
        rule,
        Severity(severity),
        Location(*place),
        _text(message),
        _text(hint),
        Location(*related) if related is not None else None,
    )


def _words(text: str) -> Any:
    """A text as it is; a message as its template and its values."""
    if not isinstance(text, Message):
        return str(text)
    return [text.template, {name: _value(value) for name, value in text.values.items()}]


def _value(value: Any) -> Any:
    if isinstance(value, Message):
        return _words(value)
    if type(value) in (str, int, float, bool, type(None)):
        return value
    raise Unwritable


def _text(data: Any) -> str:
    if isinstance(data, str):
        return data
    template, values = data
    return Message(
        template, {name: _text(value) if isinstance(value, list) else value for name, value in values.items()}
    )
