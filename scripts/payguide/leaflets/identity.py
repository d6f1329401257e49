"""The identifier that files for the press carry: by their content, so that two builds give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from weasyprint.pdf import metadata


@contextmanager
def identified(document: Any) -> Iterator[None]:
    """WeasyPrint's random identifier is one of title, description, language and date for the time of the block."""
    data = document.metadata
    words = "\0".join(str(part) for part in (data.title, data.description, data.lang, data.created))
    names: dict[str, Any] = vars(metadata)
    original = names["uuid4"]

    def identifier() -> UUID:
        return uuid5(NAMESPACE_URL, words)

    names["uuid4"] = identifier
    try:
        yield
    finally:
        names["uuid4"] = original
