"""For whom a sheet is made: the office printer, or the print shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutputId = Literal["office", "press"]


@dataclass(frozen=True, slots=True)
class Output:
    """One way of making the file: its style sheet over the form's, its PDF variant, the folder of its files."""

    id: OutputId
    style: str
    variant: str
    folder: str = ""

    def file(self, name: str) -> str:
        """Where the edition `name` lies, relative to the folder of all sheets."""
        return f"{self.folder}{name}.pdf"


OFFICE = Output("office", "office.css", "pdf/ua-1")
PRESS = Output("press", "press.css", "pdf/x-4", "press/")

OUTPUTS: dict[str, Output] = {output.id: output for output in (OFFICE, PRESS)}
