"""The settings at the top of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from payguide.model.findings import Location


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings at the top of a page, each with its place; `problem` says why they could not be read, and
    where.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)
    problem: tuple[Location, str] | None = None

    def text(self, name: str) -> str:
        """The setting `name` as one line of text; empty when it is missing or not text."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""
