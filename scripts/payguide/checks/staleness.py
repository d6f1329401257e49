"""Staleness: translations that no longer say what their source says, section by section.

When somebody has compared a section with its source, `scripts/guide translate review` records the digests of both in
`docs/_data/reviews/<locale>.yml`. A digest stands for the words: layout, spelling of markup, link targets and ids are
no part of it, so a reflow or a move is no change. Projects without such a file are left alone.

translation-stale
    The source of a section has changed since the review and its translation has not: readers of the translation
    act on what no longer holds.
    Bad:  the limit in docs/zh/pay/cards.md raised, docs/en/pay/cards.md as it was
    Good: the translation brought up to date, then `scripts/guide translate review docs/en/pay/cards.md`
translation-changed
    The translation of a section has changed alone. A slip mended there is fine; a new fact belongs in the source too.
    Bad:  a new step in docs/en/pay/cards.md only
    Good: the step in both, then `scripts/guide translate review docs/en/pay/cards.md`
translation-both-changed
    Both have changed since the review, and nobody has compared them yet.
    Bad:  the steps rewritten in both languages, without a review
    Good: `scripts/guide translate review docs/en/pay/cards.md` when someone has read both
translation-unreviewed
    Nobody has recorded a review of this section, so a later change of its source would go unseen.
    Bad:  a new page in both languages, without a review
    Good: `scripts/guide translate review docs/en/pay/cards.md`
translation-untranslated
    A text is marked as not translated yet: readers are shown a language that they may not read.
    Bad:  `<!-- untranslated -->` under a heading, `# untranslated` behind a value
    Good: the text translated and the mark deleted
review-orphan
    A review speaks of a page or section that the source has no more.
    Bad:  `refund: …` in docs/_data/reviews/en.yml after the section was deleted
    Good: the entry gone, which `scripts/guide translate review` of the page (or `--all`) does
review-invalid
    The file of reviews cannot be read, so stale sections could not be seen.
    Bad:  `steps: yesterday`
    Good: `steps: 1f0c7a52be91 90d3b1c4aa07 2026-11-23`, as `translate review` writes it

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.digests import UNTRANSLATED as MARK
from payguide.model.digests import UNTRANSLATED_VALUE, Part, marked
from payguide.model.findings import Finding, Location, Severity
from payguide.model.locales import Locale
from payguide.model.messages import Message, say
from payguide.model.pages import Page
from payguide.model.reviewing import LocaleProgress, PageProgress, Progress, State, progress, source_parts
from payguide.model.reviews import reviews_path
from payguide.model.site import Site
from payguide.sources import files

STALE = Rule("translation-stale", "the source of a section has changed since the review of its translation")
CHANGED = Rule("translation-changed", "a translation has changed alone since its review", Severity.NOTE)
BOTH = Rule("translation-both-changed", "a section has changed in both languages since its review", Severity.NOTE)
UNREVIEWED = Rule("translation-unreviewed", "a section's translation was never reviewed", Severity.NOTE)
UNTRANSLATED = Rule("translation-untranslated", "a text is marked as not translated yet")
ORPHAN = Rule("review-orphan", "a review of a page or section that exists no more", Severity.NOTE)
INVALID = Rule("review-invalid", "the file of reviews cannot be read")
RULES: tuple[Rule, ...] = (STALE, CHANGED, BOTH, UNREVIEWED, UNTRANSLATED, ORPHAN, INVALID)

_MARKED = re.compile(rf"{UNTRANSLATED_VALUE}(?:: [\w-]+)?[ \t\r]*$")


def check(site: Site) -> Iterator[Finding]:
    """Marks everywhere, then language by language what the reviews say."""
    yield from _marked_values(site)
    own: dict[str, list[Part]] | None = None
    for locale in site.locales[1:]:
        for page in site.pages_in(locale.code):
            yield from _marked_parts(page, locale)
        if (site.root / reviews_path(site.docs_dir, locale.code)).is_file():
            own = own if own is not None else source_parts(site)
            yield from _reviewed(progress(site, locale, own))


def _marked_parts(page: Page, locale: Locale) -> Iterator[Finding]:
    """One finding for a page, however many sections wait: `translate status` lists them."""
    found = marked(page)
    if len(found) > 1:
        message = say(
            "{count} sections of this page are marked as not translated into {language} yet: readers are shown another "
            "language",
            count=len(found),
            language=locale.name,
        )
        hint = say("translate them and delete the marks; `scripts/guide translate status` tells what is left")
        yield UNTRANSLATED.at(found[0].mark or found[0].location, message, hint)
    for part in found if len(found) == 1 else ():
        place = part.mark or part.location
        message = say(
            "section '{title}' is marked as not translated into {language} yet: readers are shown another language",
            title=part.title,
            language=locale.name,
        )
        mark = MARK if place.line > part.location.line else UNTRANSLATED_VALUE
        yield UNTRANSLATED.at(place, message, say("translate it and delete the mark {mark}", mark=mark))


def _marked_values(site: Site) -> Iterator[Finding]:
    """Values of data files and of the configuration that `translate new` has filled with the source's text."""
    folder = site.root / site.docs_dir / "_data"
    for path in [site.root / site.config.path, *sorted(folder.rglob("*.yml"))]:
        marked = [number for number, line in enumerate(files.lines(path), 1) if _MARKED.search(line)]
        if marked:
            message = say(
                "{count} texts of this file are marked as not translated yet: readers are shown another language",
                count=len(marked),
            )
            place = Location(path.relative_to(site.root).as_posix(), marked[0])
            yield UNTRANSLATED.at(
                place, message, say("translate them and delete the mark {mark}", mark=UNTRANSLATED_VALUE)
            )


def _reviewed(found: LocaleProgress) -> Iterator[Finding]:
    problems = found.reviews.problems if found.reviews else ()
    for place, words in problems:
        yield INVALID.at(place, words, say("put back the last good version, or review the page again"))
    for page in found.pages:
        new = [section for section in page.sections if section.state is State.UNREVIEWED]
        if new and len(new) == len(page.sections) and page.translation is not None and not problems:
            path = page.translation.path
            message = say("the translation of this page was never reviewed")
            yield UNREVIEWED.at(Location(path), message, _hint(State.UNREVIEWED, path), Location(page.source.path))
            continue
        for section in page.sections:
            if section.state is not State.UNREVIEWED or not problems:  # what cannot be read was reviewed, perhaps
                yield from _section(page, section)
    yield from _orphans(found)


def _section(page: PageProgress, section: Progress) -> Iterator[Finding]:
    theirs, review, state = section.translation, section.review, section.state
    rule = {State.STALE: STALE, State.CHANGED: CHANGED, State.BOTH: BOTH, State.UNREVIEWED: UNREVIEWED}.get(state)
    if rule is None or theirs is None or page.translation is None:
        return
    day, title, path = review.day if review else "", theirs.title, page.translation.path
    messages: dict[State, Message] = {
        State.STALE: say(
            "the source of section '{title}' has changed since its review on {date}, and this text has not: "
            "readers may act on what no longer holds",
            title=title,
            date=day,
        ),
        State.CHANGED: say(
            "section '{title}' has changed here alone since its review on {date}", title=title, date=day
        ),
        State.BOTH: say(
            "section '{title}' has changed here and in its source since its review on {date}", title=title, date=day
        ),
        State.UNREVIEWED: say("the translation of section '{title}' was never reviewed", title=title),
    }
    yield rule.at(theirs.location, messages[state], _hint(state, path), section.source.location)


def _hint(state: State, path: str) -> Message:
    show, record = f"scripts/guide translate diff {path}", f"scripts/guide translate review {path}"
    if state is State.STALE:
        return say(
            "see what changed with `{show}`, bring this text up to date, then `{record}`", show=show, record=record
        )
    if state is State.CHANGED:
        return say("if the source should say it too, change that as well; then `{record}`", record=record)
    return say("compare both texts, then `{record}`", record=record)


def _orphans(found: LocaleProgress) -> Iterator[Finding]:
    if found.reviews is None:
        return
    known = {page.source.slug for page in found.pages}
    gone: set[str] = set()
    hint = say("`scripts/guide translate review --all` takes it out")
    for slug, key, review in found.orphans:
        if slug in known:
            message = say("there is no section '{section}' on the page '{page}' any more", section=key, page=slug)
            yield ORPHAN.at(Location(found.reviews.path, review.line, 3), message, hint)
        elif slug not in gone:
            gone.add(slug)
            message = say("there is no page '{page}' any more", page=slug)
            yield ORPHAN.at(Location(found.reviews.path, found.reviews.lines[slug]), message, hint)
