"""The instructions of content streams in plain values: numbers, names with their slash, bytes, lists, dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

Instruction = tuple[str, list[Any]]


def instructions(stream: pikepdf.Object | pikepdf.Page) -> Iterator[Instruction]:
    """All of `stream`, an instruction as its operator and operands. Raises `pikepdf.PdfError` if damaged."""
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
