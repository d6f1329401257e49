"""For whom a sheet is made: the office printer, or the print shop.

Both get the same layout, with paper and colours beyond the cut; the office's file ends at the cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutputId = Literal["office", "press"]


@dataclass(frozen=True, slots=True)
class Output:
    """One way of making the file, and the folder of its files."""

    id: OutputId
    folder: str = ""

    def file(self, name: str) -> str:
        """Where the edition `name` lies, relative to the folder of all sheets."""
        return f"{self.folder}{name}.pdf"


OFFICE = Output("office")
PRESS = Output("press", "press/")

OUTPUTS: dict[str, Output] = {output.id: output for output in (OFFICE, PRESS)}
