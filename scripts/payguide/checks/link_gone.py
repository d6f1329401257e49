"""Links to what is not there. The manual is that of `links`."""

from __future__ import annotations

import posixpath

from payguide.checks.rule import Rule
from payguide.model.findings import Finding
from payguide.model.hints import nearest_path
from payguide.model.messages import say
from payguide.model.pages import Link, Page
from payguide.model.resolve import Target
from payguide.model.site import Site

TARGET = Rule("link-target-missing", "a link leads to a page or file that does not exist")


def way(page: Page, path: str) -> str:
    """How to write `path`, which is relative to the documents' folder, on `page`."""
    return posixpath.relpath(path, posixpath.dirname(page.source) or ".")


def missing(site: Site, page: Page, link: Link, target: Target) -> Finding:
    """Says how the target was understood: a forgotten `https://` looks like a file."""
    hint = nearest_path(target.path, site.paths(page.locale), posixpath.dirname(page.source))
    if link.kind == "html":
        message = say(
            "link to '{target}', but there is no '{path}' in the built site; readers get 'not found'",
            target=link.target,
            path=target.path,
        )
        hint = hint or say("targets in raw HTML are relative to the built page; a Markdown link is safer")
    else:
        message = say(
            "link to '{target}', but there is no '{path}' in {folder}/; readers get 'not found'",
            target=link.target,
            path=target.path,
            folder=site.docs_dir,
        )
    if target.path in site.files:
        message = say(
            "link to '{target}', which is no file of this language, and missing in its build; readers get 'not found'",
            target=link.target,
        )
        hint = say("put it, or one made for this language, beside the language's own pages")
    elif target.path.split("/")[-1].startswith("www."):
        hint = say("write 'https://{host}' if another site is meant", host=target.path.split("/")[-1])
    return TARGET.at(link.location, message, hint)
