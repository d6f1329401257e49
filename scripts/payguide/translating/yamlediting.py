"""Adding to YAML files without touching what is there: every comment, quote and blank line stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from payguide.model.digests import UNTRANSLATED_VALUE as MARK


@dataclass(slots=True)
class Editor:
    """A text and what is to be added to it. Lines and columns count from 0, as in YAML's marks."""

    text: str
    lines: list[str] = field(init=False)
    _after: dict[int, list[str]] = field(default_factory=dict)
    _inside: dict[tuple[int, int], str] = field(default_factory=dict)
    _comments: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def raw(self, start: yaml.Mark, end: yaml.Mark) -> str:
        """What is written between two places."""
        if start.line == end.line:
            return self.lines[start.line][start.column : end.column]
        first, last = self.lines[start.line][start.column :], self.lines[end.line][: end.column]
        return "\n".join([first, *self.lines[start.line + 1 : end.line], last])

    def line_after(self, line: int, *added: str) -> None:
        """New lines below the line `line`."""
        self._after.setdefault(line, []).extend(added)

    def inside(self, line: int, column: int, added: str) -> None:
        """`added` right at a place."""
        self._inside[line, column] = self._inside.get((line, column), "") + added

    def comment(self, line: int, words: str) -> None:
        """A comment at the end of a line, behind one that is there already."""
        self._comments[line] = words

    def result(self) -> str:
        """The text with everything added."""
        out: list[str] = []
        for number, line in enumerate(self.lines):
            for column, added in sorted(
                ((at, words) for (where, at), words in self._inside.items() if where == number), reverse=True
            ):
                line = line[:column] + added + line[column:]
            if number in self._comments:
                line = f"{line.rstrip()}  {self._comments[number]}"
            out += [line, *self._after.get(number, [])]
        return "\n".join(out)


def end_of(node: yaml.Node) -> yaml.Mark:
    """Where the text of a node ends; blank lines and comments below a block are no part of it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return end_of(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return end_of(node.value[-1])
    return node.end_mark


def last_line(editor: Editor, node: yaml.Node) -> int:
    """The last line that has something of a node. Block texts end where the next line begins."""
    end = end_of(node)
    lines = editor.lines
    line = end.line if end.column else end.line - 1
    while line > node.start_mark.line and not lines[min(line, len(lines) - 1)].strip():
        line -= 1
    return line


def scalar(text: str) -> str:
    """`text` as YAML writes it in one line, in quotes where it must be."""
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style=None)
    return str(dumped).removesuffix("\n...\n").removesuffix("\n")


def add_locale(text: str, node: yaml.Node | None, origin: str, code: str) -> str:
    """The data file `text` with a text in `code` beside every text in `origin`: the same words, marked."""
    editor = Editor(text)
    for mapping in _mappings(node):
        for key, value in mapping.value:
            if key.value == origin and _is_text(value):
                _beside(editor, mapping, key, value, code)
    return editor.result()


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
    children = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else []
    for child in node.value if isinstance(node, yaml.SequenceNode) else children:
        yield from _mappings(child)


def _is_text(value: yaml.Node) -> bool:
    """A text, or a unit's words by plural form; not an empty field, nor a list of words to avoid."""
    if isinstance(value, yaml.MappingNode):
        return bool(value.value) and all(_is_text(word) for _, word in value.value)
    return isinstance(value, yaml.ScalarNode) and value.tag.endswith(":str") and bool(str(value.value).strip())


def _beside(editor: Editor, mapping: yaml.MappingNode, key: yaml.Node, value: yaml.Node, code: str) -> None:
    if any(other.value == code for other, _ in mapping.value):
        return
    words = editor.raw(value.start_mark, end_of(value)).rstrip()
    if mapping.flow_style:
        end = end_of(value)
        editor.inside(end.line, end.column, f", {code}: {words}")
        editor.comment(end.line, f"{MARK}: {code}")
        return
    indent, line = " " * key.start_mark.column, last_line(editor, value)
    if "\n" not in words and value.start_mark.line == key.start_mark.line:
        editor.line_after(line, f"{indent}{code}: {words}  {MARK}")
        return
    gap = editor.raw(key.end_mark, value.start_mark)
    editor.line_after(line, f"{indent}{MARK}: {code}", *f"{indent}{code}{gap}{words}".split("\n"))
