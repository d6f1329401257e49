"""Pictures: every picture exists, and says in words what it shows.

image-missing
    The file does not exist, or is not there for this language: readers see an empty box. Where the i18n plugin does not
    fall back, a translation gets the files of its own language only.
    Bad:  `![A cashier](img/cashier.png)` without that file
    Good: the path relative to the Markdown file
image-alt-missing
    Without words, people who cannot see the picture do not know it is there. A picture that only decorates
    says so: `alt=""` in HTML, `{ aria-hidden=true }` behind a Markdown picture.
    Bad:  `![](img/cashier.png)`
    Good: `![A cashier holding a card reader](img/cashier.png)`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.hints import nearest_path
from payguide.model.messages import say
from payguide.model.pages import Image, Page
from payguide.model.site import Site

MISSING = Rule("image-missing", "a picture does not exist")
ALT = Rule("image-alt-missing", "a picture has no words for those who cannot see it", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING, ALT)


def check(site: Site) -> Iterator[Finding]:
    """Every picture of every page."""
    for page in site.pages.values():
        for image in page.images:
            if not page.is_partial:
                yield from _file(site, page, image)
            if not image.decorative and not image.alt and not (image.kind == "html" and image.alt == ""):
                message = say("the picture '{target}' has no words for people who cannot see it", target=image.target)
                hint = say("write what it shows between the square brackets or in alt")
                yield ALT.at(image.location, message, hint)


def _file(site: Site, page: Page, image: Image) -> Iterator[Finding]:
    target = site.resolve(page, image.target, image.kind)
    if target.state in ("external", "opaque", "absolute") or (target.state == "ok" and target.file):
        return
    hint = nearest_path(target.path, site.paths(), posixpath.dirname(page.source))
    if target.state == "case":
        hint = say("the file is '{path}': servers tell capital letters apart", path=target.path)
    message = say(
        "the picture '{target}' does not exist ('{path}'); readers see an empty box",
        target=image.target,
        path=target.path,
    )
    if target.state == "missing" and target.path in site.files:
        message = say(
            "the picture '{target}' is no file of this language, so that its build lacks it; readers see an empty box",
            target=image.target,
        )
        hint = say("put it, or one made for this language, beside the language's own pages")
    yield MISSING.at(image.location, message, hint)
