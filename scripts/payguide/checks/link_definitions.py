"""Links that are not links: readers see brackets, and there is nothing to tap.

link-definition-missing
    No line of the page defines the label: readers see the brackets and get no link.
    Bad:  `See [the fees][fee].` when the line below says `[fees]: fees.md`
    Good: `See [the fees][fees].`

link-malformed
    A bracket is missing, or is the full-width one that Chinese keyboards give.
    Bad:  `[手续费]（fees.md）`, `[the fees(fees.md)`, `[the fees](fees.md`
    Good: `[手续费](fees.md)`

Brackets that are plain text are left alone: `[1][2]`, `[x]`, `array[i][j]`, syntax such as `[--from][--to]`, footnotes
and citations; so are pages whose definitions may come from elsewhere (snippets, autorefs and the like).
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location
from payguide.model.hints import did_you_mean, some
from payguide.model.messages import say
from payguide.model.pages import Page, Prose
from payguide.model.patterns import later
from payguide.model.site import Site

MISSING = Rule("link-definition-missing", "a reference link has no definition")
MALFORMED = Rule("link-malformed", "a link lacks a bracket or has a full-width one")
RULES: tuple[Rule, ...] = (MISSING, MALFORMED)

_OPENING = re.compile(r"[\[［【]")
#: Text that can be nothing but a target: a page, an address, a section.
_TARGET = r"(?:https?://[^\s()（）\[\]]+|(?:mailto|tel):[^\s()（）\[\]]+|[\w./%-]+\.(?:md|html?)(?:#[\w-]*)?|#[\w-]+)"
_BROKEN = later(
    rf"(?<!\\)\[[^\[\]\ue000]+[\]］】](?:（\s*{_TARGET}\s*[）)]|\(\s*{_TARGET}\s*(?:）|(?![^()]*\))))"
    rf"|(?<![A-Za-z0-9_\\])[\[［【][^\[\]()（）\ue000]+\((?!#){_TARGET}\)"
    rf"|[［【][^\[\]\ue000［］【】]+[］】\]]\((?!#){_TARGET}\)"
)
_USE = later(
    r"(?<![A-Za-z0-9_\]\\\[)$])(?P<image>!?)\[(?P<text>[^\[\]]*[^\[\]\\])\]\[(?P<label>[^\[\]]*)\](?![\[(:$A-Za-z0-9_])"
)
_DEFINITION = re.compile(r"[ >]*\[([^\[\]^]+)\]:\s*\S")
#: Signs of a formula, a grammar, a citation, a footnote or an expression.
_NO_WORDS = later(r"^[-.*@^~!?#%&$+/:]|[|=<>$@{}\\^\ue000]|\.\.\.|…")
_WORD = later(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
_INCLUDED = later(r"-{1,}8<-{1,}|\{!|\{%-?\s*include")
#: Plugins that resolve labels which no line defines.
_PLUGINS = (
    "autorefs",
    "mkdocstrings",
    "ezlinks",
    "roamlinks",
    "autolinks",
    "obsidian",
    "alias",
    "crosslink",
    "include",
)


def check(site: Site) -> Iterator[Finding]:
    """The lines of every page with brackets that are no link."""
    for page in site.pages.values():
        for line in page.prose:
            if _OPENING.search(line.text) and (found := _BROKEN.search(line.text)):
                message = say("'{text}' is no link: a bracket is missing or full-width", text=found.group())
                place = Location(page.path, line.line, line.column + found.start())
                yield MALFORMED.at(
                    place,
                    message,
                    say("write it as [text] and (target) side by side, in the brackets of an English keyboard"),
                )
    if _from_elsewhere(site.config.settings):
        return
    for page in site.pages.values():
        uses = [(line, use) for line in page.prose if "][" in line.text for use in _USE.finditer(line.text)]
        uses = [(line, use) for line, use in uses if _is_meant(use)]
        if uses and not any(_INCLUDED.search(line) for line in page.scan.lines):
            yield from _page(page, uses)


def _page(page: Page, uses: list[tuple[Prose, re.Match[str]]]) -> Iterator[Finding]:
    defined = [found[1] for line in page.scan.lines if (found := _DEFINITION.match(line))]
    for line, use in uses:
        label = use["label"] or use["text"]
        place = Location(page.path, line.line, line.column + use.start())
        message = say("no line of this page says where '{label}' leads; readers see the brackets", label=label)
        hint = did_you_mean(label, defined)
        if not hint and defined:
            hint = say("labels of this page: {names}", names=some(defined))
        yield MISSING.at(place, message, hint or say("add a line `[{label}]: target`", label=label))


def _is_meant(use: re.Match[str]) -> bool:
    """Whether the brackets were written to be a link: both hold words, as names of places do."""
    parts = [use["text"], *([use["label"]] if use["label"] else [])]
    if any(_NO_WORDS.search(part.strip()) for part in parts):
        return False
    return all(_WORD.search(part) for part in parts) if use["label"] else _WORD.search(use["text"]) is not None


def _from_elsewhere(settings: Mapping[str, object]) -> bool:
    """Whether the configuration names something that adds definitions."""
    words = " ".join(_names(settings.get("plugins"))).casefold()
    return any(name in words for name in _PLUGINS) or "auto_append" in repr(settings.get("markdown_extensions"))


def _names(listed: object) -> Iterator[str]:
    for entry in listed if isinstance(listed, list | dict) else ():
        yield from (str(key) for key in entry) if isinstance(entry, dict) else (str(entry),)
