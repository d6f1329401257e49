"""The block parser: markdown-it's, led straight to the rules that can match, as a line's first character tells.

Most of the time of loading a site is spent here: markdown-it asks every rule about every line, and makes a token
with thirteen fields for each thing it finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from payguide.sources.mdblocks import use_blocks

#: The characters that a block of each rule can begin with; a rule that is not here looks at every line.
_BEGINS: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "admonition": "!?=",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_CHARACTERS = "".join(sorted(set("".join(_BEGINS.values()))))

Rules = tuple[RuleFuncBlockType, ...]
#: Definitions of reference links by normalised label.
Definitions = dict[str, dict[str, str]]


class _Token(Token):
    """A token with only those fields set that are read here."""

    __slots__ = ()

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1], level: int) -> None:
        self.type, self.tag, self.nesting, self.level = type, tag, nesting, level
        self.attrs, self.map = {}, None
        self.content = self.info = ""
        self.hidden = False


class _State(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        if nesting < 0:
            self.level -= 1
        token = _Token(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class _Blocks(ParserBlock):
    """Asks those rules about a line that its first character lets match, in the parser's order."""

    def prepare(self) -> None:
        """To be called when all rules are in place."""
        self._chains = {chain: self._by_character(chain) for chain in ("", "paragraph", "blockquote", "list")}
        # Rules of markdown-it ask this when a line could end the block that they read.
        ends = {chain: [self._ending(*table)] for chain, table in self._chains.items() if chain}
        ends["reference"] = ends["paragraph"]
        self.ruler.getRules = ends.__getitem__  # type: ignore[assignment,method-assign]

    def _by_character(self, chain: str) -> tuple[dict[str, Rules], Rules]:
        """The rules of a chain by first character, and those for all other characters."""
        names = self.ruler.get_active_rules()
        functions = dict(zip(names, self.ruler.getRules(""), strict=True))
        wanted = [name for name in names if functions[name] in self.ruler.getRules(chain)]

        def those(character: str) -> Rules:
            return tuple(functions[name] for name in wanted if character in _BEGINS.get(name, character))

        return {character: those(character) for character in _CHARACTERS}, those("\0")

    @staticmethod
    def _ending(by_character: dict[str, Rules], others: Rules) -> RuleFuncBlockType:
        def ends(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            character = state.src[state.bMarks[start] + state.tShift[start]]
            return any(rule(state, start, end, silent) for rule in by_character.get(character, others))

        return ends

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Reads the lines from `startLine` up to `endLine`, as markdown-it does."""
        by_character, others = self._chains[""]
        line, after_blank, deepest = startLine, False, state.md.options.maxNesting
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            character = state.src[state.bMarks[line] + state.tShift[line]]
            for rule in by_character.get(character, others):
                if rule(state, line, endLine, False):
                    break
            state.tight = not after_blank
            line = state.line
            after_blank = after_blank or (line - 1 < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                after_blank, line = True, line + 1
                state.line = line


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, or a heading of one line underlined with `=` or `-`: both read the same lines, so they are read
    once. Dashes below several lines are a rule across the page.
    """
    (ends,) = state.md.block.ruler.getRules("paragraph")
    saved, state.parentType = state.parentType, "paragraph"
    line, tag = start + 1, ""
    while line < state.lineMax and not state.isEmpty(line):
        if 0 <= state.sCount[line] <= state.blkIndent + 3:
            tag = _underlined(state, line) if line < end and line == start + 1 else ""
            if tag or ends(state, line, state.lineMax, True):
                break
        line += 1
    state.parentType = saved
    token = state.push("heading_open" if tag else "paragraph_open", tag or "p", 1)
    token.map = [start, line + bool(tag)]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.map = [start, line]
    state.push("heading_close" if tag else "paragraph_close", tag or "p", -1)
    state.line = line + bool(tag)
    return True


def _underlined(state: StateBlock, line: int) -> str:
    """ "h1" or "h2" when `line` underlines the line above it, else nothing."""
    if state.sCount[line] < state.blkIndent:
        return ""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    if text[0] not in "=-" or text.strip(text[0]):
        return ""
    return "h1" if text[0] == "=" else "h2"


class _Parser(MarkdownIt):
    """CommonMark with tables, footnotes and the blocks of Python-Markdown, leaving targets as they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


def _parser() -> tuple[MarkdownIt, _Blocks]:
    md, blocks = _Parser("commonmark").enable("table"), _Blocks()
    blocks.ruler.enableOnly(md.block.ruler.get_active_rules())
    md.block = blocks
    footnote_plugin(md, inline=False, move_to_end=False)
    use_blocks(md)
    blocks.ruler.disable("lheading")
    blocks.ruler.at("paragraph", _paragraph)
    blocks.prepare()
    return md, blocks


_MD, _BLOCKS = _parser()


def parse(text: str) -> tuple[Sequence[Token], Definitions]:
    """The blocks of `text` as tokens, their content unparsed, and the definitions of its reference links."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    state = _State(text.replace("\0", "\ufffd"), _MD, env, tokens)
    _BLOCKS.tokenize(state, 0, state.lineMax)
    return tokens, env.get("references", {})
