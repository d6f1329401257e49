"""The functions that a page may call: `{{ fact("…") }}`, `{{ term("…") }}`, `{{ phrase("…") }}` and a few more.

Inline values become text at once. Blocks (phrase cards, the glossary, the list of sources) leave a mark in the
Markdown, which `rendering.blocks` replaces when it has become HTML: raw HTML inside lists would be torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from payguide.model.facts import Fact
from payguide.model.findings import Finding, Location, Severity
from payguide.model.helpers import entries, facts_of
from payguide.model.hints import did_you_mean
from payguide.model.holdings import Data
from payguide.model.messages import say
from payguide.model.outlets import FIELDS
from payguide.rendering.outlets import inline
from payguide.rendering.shown import shown
from payguide.values import style

#: Kinds whose values must not be torn over two lines.
UNBROKEN = ("money", "percent", "count", "date")


@dataclass(slots=True)
class Macros:
    """The macros of one page; collects the facts it used and what is wrong with its calls."""

    data: Data
    locale: str
    icons: Path
    used: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def functions(self) -> dict[str, Callable[..., str]]:
        """What a page can call, by name."""
        return {
            "fact": self.fact,
            "effective": self.effective,
            "checked": self.checked,
            "term": self.term,
            "phrase": self.phrase,
            "picture": self.picture,
            "glossary": lambda: "@@glossary@@",
            "sources": lambda: "@@sources@@",
            "sheets": lambda: "@@sheets@@",
            "sheet_versions": lambda: "@@versions@@",
            "icon": self.icon,
            "ways": lambda: self._helper("ways", "questions", "ways"),
            "ways_table": lambda: self._helper("ways_table", "questions", "ways"),
            "fees": lambda: self._helper("fees", "fees", "limits"),
            "fees_table": lambda: self._helper("fees_table", "fees"),
            "limits": lambda: self._helper("limits", "limits"),
            "outlets": lambda: "@@helper outlets@@",
            "outlet": self.outlet,
        }

    def _fact(self, key: str) -> Fact | None:
        known = self.data.facts or {}
        found = known.get(key)
        if found is None:
            hint = did_you_mean(key, list(known)) or say("`scripts/guide facts list` shows every id")
            self.faults.append((key, say("there is no fact '{id}'", id=key), hint))
        elif not found.printable:
            message = say("the fact '{id}' is uncertain: a reader could act on it and be wrong", id=key)
            self.faults.append((key, message, say("find a second source, or say whom to ask")))
        elif key not in self.used:
            self.used.append(key)
        return found

    def fact(self, key: str) -> str:
        """The value of a fact, as HTML that does not break over lines; telephone numbers can be tapped."""
        found = self._fact(key)
        if found is None:
            return ""
        value = shown(found, self.locale)
        # A count of "countries and regions" is half a line long: it may break between its words.
        unbroken = found.kind in UNBROKEN and not (found.kind == "count" and " " in value)
        return f'<span class="fact">{value}</span>' if unbroken else value

    def _helper(self, name: str, *kinds: str) -> str:
        """The mark of a part of a helper, which `rendering.helpers` fills in; the facts that its data say are used."""
        for entry in entries(self.data, *kinds):
            for key in facts_of(entry):
                self._fact(key)
        return f"@@helper {name}@@"

    def effective(self, key: str) -> str:
        """Since when a fact holds, as far as the sources say."""
        found = self._fact(key)
        if found is not None and found.effective is None:
            hint = say("add `effective:` at {place}, or leave the date out of the sentence", place=str(found.location))
            self.faults.append((key, say("the fact '{id}' has no effective date", id=key), hint))
        return style(self.locale).date(found.effective) if found and found.effective else ""

    def checked(self, key: str) -> str:
        """The day on which a fact was last compared with its sources."""
        found = self._fact(key)
        return style(self.locale).date(found.checked) if found else ""

    def term(self, key: str) -> str:
        """A term of the glossary; outside Chinese with the Chinese beside it, as signs and screens show that."""
        known = self.data.terms or {}
        if key not in known:
            hint = did_you_mean(key, list(known)) or say("add it to docs/_data/glossary.yml")
            self.faults.append((key, say("there is no term '{id}'", id=key), hint))
            return ""
        words = known[key].terms
        own, chinese = words[self.locale], words.get("zh", "")
        return own if own == chinese or not chinese else f"{own} ({chinese})"

    def phrase(self, key: str) -> str:
        """The mark of a phrase card."""
        known = self.data.phrases or {}
        if key not in known:
            hint = did_you_mean(key, list(known)) or say("add it to docs/_data/phrases.yml")
            self.faults.append((key, say("there is no phrase '{id}'", id=key), hint))
        return f"@@phrase {key}@@"

    def outlet(self, field: str) -> str:
        """What outlets tell about `field` in their data files, or a marked blank."""
        if field not in FIELDS:
            message = say("outlets have no field '{name}'", name=field)
            self.faults.append((field, message, did_you_mean(field, FIELDS)))
            return ""
        strings = (self.data.strings or {}).get(self.locale, {})
        return inline((self.data.branches or {}).values(), field, self.locale, strings)

    def picture(self, key: str) -> str:
        """The mark of a picture, which `rendering.pictures` replaces; the facts that its words say are used."""
        known = self.data.pictures or {}
        if key not in known:
            hint = did_you_mean(key, list(known)) or say("add it to docs/_data/pictures.yml")
            self.faults.append((key, say("there is no picture '{id}'", id=key), hint))
            return ""
        for fact in facts_of(known[key]):
            self._fact(fact)
        return f"@@picture {key}@@"

    def icon(self, name: str) -> str:
        """A pictogram of the project, inline, hidden from screen readers: a word always stands beside it."""
        path = self.icons / f"{name}.svg"
        if not path.is_file():
            known = sorted(icon.stem for icon in self.icons.glob("*.svg"))
            self.faults.append((name, say("there is no pictogram '{name}'", name=name), did_you_mean(name, known)))
            return ""
        drawing = re.sub(r"\s*\n\s*", " ", path.read_text(encoding="utf-8")).strip()
        return f'<span class="icon" aria-hidden="true">{drawing}</span>'


#: Comments get a delimiter that nobody writes, so that `{#id}` and `{ #id }` are both heading ids.
_ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    comment_start_string="{##-",
    comment_end_string="-##}",
    keep_trailing_newline=True,
)


def expand(markdown: str, macros: Macros, path: str, offset: int) -> tuple[str, list[Finding]]:
    """`markdown` with its calls replaced, and a finding at the line of every call that is wrong.

    `path` is the page's, relative to the root; `offset` the number of lines before `markdown` in that file.
    """
    try:
        template = _ENVIRONMENT.from_string(markdown)
        text = template.render(macros.functions())
    except TemplateSyntaxError as error:
        hint = say('a call looks like {{{{ fact("tel.police") }}}}')
        message = say("cannot read this call: {reason}", reason=error.message or "")
        return markdown, [_finding(path, offset + error.lineno, message, hint)]
    except (UndefinedError, TypeError) as error:
        hint = say("a page can call {names}", names=", ".join(macros.functions()))
        message = say("cannot do what a call in this page asks: {reason}", reason=str(error))
        return markdown, [_finding(path, offset + 1, message, hint)]
    lines = markdown.splitlines()
    return text, [
        _finding(path, offset + number, message, hint)
        for key, message, hint in dict.fromkeys(macros.faults)
        for number, line in enumerate(lines, 1)
        if f'"{key}"' in line or f"'{key}'" in line
    ]


def _finding(path: str, line: int, message: str, hint: str) -> Finding:
    return Finding("call-invalid", Severity.ERROR, Location(path, line), message, hint)
