"""The rules of a style sheet that a page can use.

A rule stays when every class, id, element and attribute that its selector names occurs on the page, or is a word of a
script that the page can load: what scripts make and switch on later needs no list. States (:hover, [open], ::backdrop,
themes, print, text sizes) never take a rule away. `ALWAYS` is the one place for what neither page nor script shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import tinycss2
from selectolax.lexbor import LexborHTMLParser
from tinycss2.ast import AtRule, FunctionBlock, HashToken, IdentToken, Node, QualifiedRule, SquareBracketsBlock

#: Names that browsers and people with their own tools put on a page: never reason enough to drop a rule.
ALWAYS = frozenset(
    {"html", "body", "hidden", "open", "disabled", "dialog", "inert", "popover", "data-theme", "data-size"}
)
_CHOICE = frozenset({"is", "where", "has", "-webkit-any", "matches"})
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_WORD = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Used:
    """What a page shows (elements, classes, ids, attributes) and the words of the scripts that it can load."""

    shown: frozenset[str]
    words: frozenset[str] = field(default=ALWAYS)

    @classmethod
    def by(cls, html: str, scripts: Iterable[str]) -> Used:
        """What the page `html` uses, with the texts of its `scripts`."""
        shown: set[str] = set()
        for node in LexborHTMLParser(html.replace("<template", "<div")).css("*"):  # what a script will copy counts
            attributes = node.attributes
            shown.update([node.tag or "", f"#{attributes.get('id')}", *(f"[{name}" for name in attributes)])
            shown.update(f".{name}" for name in (attributes.get("class") or "").split())
        words = {word for text in scripts for word in _WORD.findall(text)}
        return cls(frozenset(shown), ALWAYS | words)

    def has(self, mark: str, name: str) -> bool:
        """Whether `name` (marked "" element, "." class, "#" id, "[" attribute) may be there. Scripts write
        `data-in-this-way` as `inThisWay`.
        """
        head, *rest = name.removeprefix("data-").split("-")
        return (
            mark + name in self.shown
            or name in self.words
            or (mark == "[" and head + "".join(part.capitalize() for part in rest) in self.words)
        )


def reduced(css: str, used: Used) -> str:
    """The rules of `css` that `used` needs, in their order."""
    return _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used)


def _rules(rules: Iterable[Node], used: Used) -> str:
    return "".join(_rule(rule, used) for rule in rules)


def _rule(rule: Node, used: Used) -> str:
    if isinstance(rule, QualifiedRule):
        kept = [part for part in _split(rule.prelude) if _applies(part, used)]
        selectors = ",".join(tinycss2.serialize(part).strip() for part in kept)
        return f"{selectors}{{{tinycss2.serialize(rule.content)}}}" if kept else ""
    if isinstance(rule, AtRule) and rule.content is not None and rule.lower_at_keyword in _GROUPS:
        inner = _rules(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True), used)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
    return str(rule.serialize())


def _split(tokens: Sequence[Node]) -> list[list[Node]]:
    """The selectors between the commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _applies(selector: Sequence[Node], used: Used) -> bool:
    before = ""
    for token in selector:
        value = token.value if token.type == "literal" else ""
        if isinstance(token, IdentToken) and before != ":":
            if not used.has("." if before == "." else "", token.value):
                return False
        elif isinstance(token, HashToken) and not used.has("#", token.value):
            return False
        elif isinstance(token, SquareBracketsBlock) and not _attribute(token, used):
            return False
        elif isinstance(token, FunctionBlock) and token.lower_name in _CHOICE:
            if not any(_applies(part, used) for part in _split(token.arguments)):
                return False
        before = value
    return True


def _attribute(block: SquareBracketsBlock, used: Used) -> bool:
    name = next((token.value for token in block.content if isinstance(token, IdentToken)), "")
    return used.has("[", name)
