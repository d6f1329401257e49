"""The project and the checker itself: a result is never green because nothing was looked at.

pages-missing
    No page was found in a language, or in any: a wrong folder looks just like a faultless guide.
    Bad:  `docs_dir: doc` when the folder is docs
    Good: the folder that holds the pages
config-invalid
    `mkdocs.yml` is missing or cannot be read, so languages and pages cannot be told.
    Bad:  no mkdocs.yml in the folder that is checked
    Good: `scripts/guide check --root FOLDER` with the project's folder
page-unreadable
    A page's file cannot be read: a link to a file that is gone, or no permission. The build stops there.
    Bad:  docs/en/pay/cash.md as a symbolic link to a file that was renamed
    Good: the file itself
check-crashed
    A rule failed with a fault of its own. The other rules ran; this one said nothing about the guide.
    Bad:  a rule that divides by the number of pages
    Good: report it with the message; until it is mended the result is not green

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location
from payguide.model.messages import say
from payguide.model.site import Site

PAGES = Rule("pages-missing", "no pages were found")
CONFIG = Rule("config-invalid", "mkdocs.yml is missing or cannot be read")
UNREADABLE = Rule("page-unreadable", "a page's file cannot be read")
CRASHED = Rule("check-crashed", "a rule failed with a fault of its own")
RULES: tuple[Rule, ...] = (PAGES, CONFIG, UNREADABLE, CRASHED)


def check(site: Site) -> Iterator[Finding]:
    """The configuration, then whether there is anything to check."""
    for place, words in site.config.problems:
        yield CONFIG.at(place, words, say("check the folder that holds mkdocs.yml"))
    if not site.pages:
        message = say("no pages found in {folder}/, so nothing was checked", folder=site.docs_dir)
        yield PAGES.at(Location(site.config.path), message, say("correct docs_dir or the languages in mkdocs.yml"))
        return
    for page in site.pages.values():
        if page.unreadable:
            message = say("this page cannot be read: {reason}", reason=page.unreadable)
            yield UNREADABLE.at(Location(page.path), message, say("put the file back, or delete what leads to it"))
    for locale in site.locales:
        if not site.pages_in(locale.code):
            message = say(
                "no pages found in {language} ({code}), a language of this site",
                language=locale.name,
                code=locale.code,
            )
            yield PAGES.at(Location(site.config.path), message, say("write the pages, or take the language out"))


def crashed(name: str, error: Exception) -> Finding:
    """The finding that stands for a module of rules that raised `error`."""
    message = say(
        "the rules of '{name}' failed ({error}); they said nothing about this guide",
        name=name,
        error=f"{type(error).__name__}: {error}",
    )
    return CRASHED.at(Location("."), message, say("report this message to the guide's maintainers"))
