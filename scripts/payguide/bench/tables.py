"""Tables of figures, for a terminal or for a page in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], markdown: bool) -> str:
    """The rows under their heads: the first column is words, the others are figures and stand right."""
    if markdown:
        lines = [f"| {' | '.join(row)} |" for row in [head, *rows]]
        return "\n".join([lines[0], f"|---|{'---:|' * (len(head) - 1)}", *lines[1:]])
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    return "\n".join("  ".join(_padded(row, widths)) for row in [head, *rows])


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
