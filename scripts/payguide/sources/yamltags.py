"""YAML that may carry tags, as MkDocs configurations do: tags are recognised, and none is ever executed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import yaml

from payguide.model.messages import say
from payguide.sources.yamlwords import yaml_words

#: Levels of lists and mappings in one another that are read.
_DEEPEST = 100
#: Nodes that are made of a text, repetitions included.
_LARGEST = 100_000
#: These end a line for YAML, but not for editors, whose lines findings name.
_NO_BREAK = re.compile("[\x85\u2028\u2029]")
_BRACKET = re.compile(r"[\[\]{}]")
_INDENT = re.compile(r"^[ ?:-]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value under a tag that was not executed, such as `!!python/name:pymdownx.slugs.uslugify`.

    `name` is the tag without `!!`: "python/name:pymdownx.slugs.uslugify".
    """

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text could not be read; `line` and `column` count from 1 within that text."""

    message: str
    line: int = 1
    column: int = 1


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, with dates left as text and unknown tags kept as `Tagged`."""


def _plain(loader: Any, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


def _tagged(loader: Any, suffix: str, node: yaml.Node) -> Any:
    name = node.tag.removeprefix("tag:yaml.org,2002:").removeprefix("!")
    value = _plain(loader, node)
    if name == "ENV":  # the environment is not read: the written default stands, as on a machine that sets nothing
        return value[-1] if isinstance(value, list) and len(value) > 1 else None
    return Tagged(name, value)


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)
_Loader.add_multi_constructor("!", _tagged)
# A date such as 2026-02-30 matches YAML's pattern and would raise while being read: dates stay text.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _may_be_deep(text: str) -> bool:
    """Whether brackets and indentation allow more levels than are read; a guess that never errs on this side."""
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest + max(map(len, _INDENT.findall(text)), default=0) > _DEEPEST


def _depth(text: str) -> int:
    """How many levels there are. Told from events, as the parser's way to make a tree breaks down with deep ones."""
    depth = deepest = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


def _size(root: yaml.Node) -> float:
    """How many nodes there are with every repetition by `*name` written out; infinite when one is in itself."""
    sizes: dict[int, float] = {}
    stack: list[tuple[yaml.Node, bool]] = [(root, False)]
    while stack:
        node, is_read = stack.pop()
        inner = _inner(node)
        if is_read:
            sizes[id(node)] = 1 + sum(sizes.get(id(child), math.inf) for child in inner)
        elif id(node) not in sizes:
            sizes[id(node)] = math.inf  # as long as its own content is being counted
            stack.append((node, True))
            stack.extend((child, False) for child in inner)
    return sizes[id(root)]


def _inner(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def read_yaml(text: str) -> tuple[Any, yaml.Node | None, Problem | None]:
    """`text` as plain data and as the tree with lines; or the problem that keeps it from being read."""
    text = _NO_BREAK.sub(" ", text)
    loader = _Loader(text)
    try:
        if _may_be_deep(text) and _depth(text) > _DEEPEST:
            return None, None, Problem(say("this YAML is nested too deeply to be read"))
        node = loader.get_single_node()
        if node is not None and "*" in text and "&" in text and _size(node) > _LARGEST:
            return None, None, Problem(say("this YAML repeats itself without end, or nearly so"))
        return (loader.construct_document(node) if node is not None else None), node, None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        words = getattr(error, "problem", None) or type(error).__name__
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, None, Problem(say("this is not valid YAML: {problem}", problem=yaml_words(words)), line, column)
    except (ValueError, TypeError) as error:
        return None, None, Problem(say("this YAML holds a value that cannot be read: {error}", error=str(error)))
    finally:
        loader.dispose()


def entries(node: yaml.Node | None) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Key, key node and value node of a mapping, in order; nothing for other nodes."""
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(key.value), key, value) for key, value in node.value]


def child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """The value of `name` in a mapping node, if it is there."""
    return next((value for key, _, value in entries(node) if key == name), None)
