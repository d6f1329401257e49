"""What other plugins than the languages' do to the documents' folder: pages that appear while building, files that are
parts of pages.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from payguide.model.locales import plugin_settings
from payguide.sources.extensions import extension

#: Plugins that write pages while building, from code above all.
_WRITERS = (
    "api-autonav",
    "autoapi",
    "gen-files",
    "mkdocs-autoapi",
    "mkdocstrings",
    "mkdoxy",
    "monorepo",
    "multirepo",
    "simple",
    "swagger-ui-tag",
    "typedoc",
)


def writes_pages(settings: Mapping[str, Any]) -> bool:
    """Whether pages may be published that are not in the documents' folder."""
    return any(plugin_settings(settings, name) is not None for name in _WRITERS)


def is_post(settings: Mapping[str, Any], source: str) -> bool:
    """Whether the page at `source`, within the documents' folder, is a post of a blog, which lists it."""
    found = (plugin_settings(settings, "blog"), plugin_settings(settings, "material/blog"))
    blog = next((options for options in found if options is not None), None)
    if blog is None:
        return False
    folder = str(blog.get("blog_dir", "blog"))
    posts = str(blog.get("post_dir", "{blog}/posts")).replace("{blog}", folder)
    return f"/{_clean(posts)}/" in f"/{source}"


def partials(settings: Mapping[str, Any], docs_dir: str) -> Iterator[str]:
    """The folders below the documents' that extensions take parts of pages from, each with a slash at its end."""
    base = extension(settings, "pymdownx.snippets").get("base_path")
    macros = plugin_settings(settings, "macros") or {}
    named = [macros.get("include_dir"), *(base if isinstance(base, list) else [base])]
    for name in named:
        if isinstance(name, str):
            folder = PurePosixPath(_clean(name))
            if folder.is_relative_to(docs_dir) and folder != PurePosixPath(docs_dir):
                yield f"{folder.relative_to(docs_dir).as_posix()}/"


def _clean(folder: str) -> str:
    return posixpath.normpath(folder).strip("/")
