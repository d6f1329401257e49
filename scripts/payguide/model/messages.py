"""Messages that can be said in another language: English words with named blanks, as gettext knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Message(str):
    """A finished English sentence that remembers its template and what was filled in.

    `template` is the key of a catalogue; `values` are the blanks by name. A value may be a Message itself.
    """

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> Message:
        message = super().__new__(cls, template.format(**values))
        message.template = template
        message.values = dict(values)
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.values)

    def translated(self, catalogue: Mapping[str, str]) -> str:
        """The sentence in the language of `catalogue`; in English where that lacks the template."""
        values = {
            name: value.translated(catalogue) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return catalogue.get(self.template, self.template).format(**values)


def say(template: str, /, **values: Any) -> Message:
    """The message `template`, its `{blanks}` filled with `values`. Literal braces are written twice.

    Raises KeyError when a blank has no value.
    """
    return Message(template, values)
