"""What every entry of a data file has: an id, its place, and texts by locale."""

from __future__ import annotations

import os
from typing import Annotated

# Plugins of pydantic could change what is read; looking for them opens every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from payguide.model.findings import Location
from payguide.model.messages import say


class Entry(BaseModel):
    """One entry of a YAML list; unknown fields are refused, `line` and `path` are filled in by the reader."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, Field(min_length=1)]
    line: int = 1
    path: str = ""

    @property
    def location(self) -> Location:
        """Where the entry begins."""
        return Location(self.path, self.line)


def _no_blank(text: str | dict[str, str]) -> str | dict[str, str]:
    blank = [code for code, words in text.items() if not words.strip()] if isinstance(text, dict) else []
    if blank or (isinstance(text, str) and not text.strip()):
        where = say("the text is empty in {codes}", codes=", ".join(blank))
        raise ValueError(where if blank else say("the text is empty"))
    return text


#: A text by locale, `{zh: …, en: …}`, or one text that is right in every locale (a brand name).
Text = Annotated[str | dict[str, str], AfterValidator(_no_blank)]


def text_in(text: str | dict[str, str], locale: str) -> str:
    """`text` in `locale`. Raises KeyError when it has no words in that locale."""
    return text if isinstance(text, str) else text[locale]


def missing_locales(text: str | dict[str, str], locales: list[str]) -> list[str]:
    """The locales in which `text` has no words."""
    return [] if isinstance(text, str) else [code for code in locales if code not in text]
