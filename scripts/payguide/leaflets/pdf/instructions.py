"""The instructions of content streams in plain values: numbers, names with their slash, bytes, lists, dictionaries.

Streams as our layout engine writes them are read with one pattern an instruction, faster than by a full parser. A
stream with anything else in it, such as a picture in the stream itself, is left to that parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Instruction = tuple[str, list[Any]]

_NUMBER = rb"[-+]?(?:\d++\.?\d*+|\.\d++)"
_NAME = rb"[^\s/<>\[\](){}%#]++"
#: Numbers; then a name, perhaps with a flat dictionary or a number, or an array, or a string in hexadecimal digits; the
#: operator.
_PLAIN = re.compile(
    rb"\s*+((?:%(number)s\s++)*+)"
    rb"(?:/(%(name)s)\s*+(?:<<((?:\s*+/%(name)s\s++%(number)s)*+)\s*+>>\s*+|(%(number)s)\s++)?"
    rb"|\[((?:<(?:[0-9A-Fa-f]{2})*+>|%(number)s|\s)*+)\]\s*+(?:(%(number)s)\s++)?"
    rb"|<((?:[0-9A-Fa-f]{2})*+)>\s*+)?"
    rb"([A-Za-z'\"][A-Za-z01*]{0,2})(?=[\s/<\[]|\Z)\s*+" % {b"number": _NUMBER, b"name": _NAME}
)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_PAIR = re.compile(rb"/(%b)\s+(%b)" % (_NAME, _NUMBER))
#: What begins a picture in the stream.
_INLINE = re.compile(rb"\bBI\s")


def instructions(stream: pikepdf.Object | pikepdf.Page) -> Iterator[Instruction]:
    """All of `stream`, an instruction as its operator and operands. Raises `pikepdf.PdfError` if damaged."""
    plain = _plain(_bytes(stream))
    return iter(plain) if plain is not None else _parsed(stream)


def _bytes(stream: pikepdf.Object | pikepdf.Page) -> bytes:
    content: Any = stream.obj.get("/Contents", b"") if isinstance(stream, pikepdf.Page) else stream
    if isinstance(content, pikepdf.Array):
        return b"\n".join(part.read_bytes() for part in content)
    return content if isinstance(content, bytes) else bytes(content.read_bytes())


def _plain(content: bytes) -> list[Instruction] | None:
    """The instructions of a stream that is wholly of the plain kind; None for any other."""
    if _INLINE.search(content):
        return None
    found: list[Instruction] = []
    at = 0
    for match in _PLAIN.finditer(content):
        if match.start() != at:
            return None
        at = match.end()
        numbers, name, pairs, after_name, array, after_array, digits, operator = match.groups()
        operands: list[Any] = list(map(float, numbers.split())) if numbers else []
        if name is not None:
            operands.append("/" + name.decode("latin-1"))
            if pairs is not None:
                operands.append({"/" + key.decode("latin-1"): float(value) for key, value in _PAIR.findall(pairs)})
            elif after_name is not None:
                operands.append(float(after_name))
        elif array is not None:
            operands.append(_array(array))
            if after_array is not None:
                operands.append(float(after_array))
        elif digits is not None:
            operands.append(bytes.fromhex(digits.decode("ascii")))
        found.append((operator.decode("ascii"), operands))
    return None if content[at:].strip() else found


def _array(inner: bytes) -> list[Any]:
    """The strings of an array as one, then its numbers: their order does not matter to what is painted in the end."""
    strings = _HEX.findall(inner)
    if not strings:
        return list(map(float, inner.split()))
    return [bytes.fromhex(b"".join(strings).decode("ascii")), *map(float, _HEX.sub(b" ", inner).split())]


def _parsed(stream: pikepdf.Object | pikepdf.Page) -> Iterator[Instruction]:
    for instruction in pikepdf.parse_content_stream(stream):
        operands: Any = instruction.operands
        yield str(instruction.operator), [_value(operand) for operand in operands]


def _value(operand: Any) -> Any:
    if isinstance(operand, pikepdf.Name):
        return str(operand)
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Array):
        return [_value(item) for item in operand]
    if isinstance(operand, pikepdf.Dictionary):
        return {key: _value(value) for key, value in operand.items()}
    return operand if isinstance(operand, pikepdf.Object | bool | None) else float(operand)
