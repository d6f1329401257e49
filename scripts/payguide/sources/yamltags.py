"""YAML that may carry tags, as MkDocs configurations do: tags are recognised, and none is ever executed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml


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


def read_yaml(text: str) -> tuple[Any, yaml.Node | None, Problem | None]:
    """`text` as plain data and as the tree with lines; or the problem that keeps it from being read."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return (loader.construct_document(node) if node is not None else None), node, None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        words = getattr(error, "problem", None) or "cannot be read as YAML"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, None, Problem(f"this is not valid YAML: {words}", line, column)
    except (ValueError, TypeError) as error:
        return None, None, Problem(f"this YAML holds a value that cannot be read: {error}")
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
