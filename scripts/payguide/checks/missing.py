"""Pages that one language has and another lacks. The manual is that of `translations`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import Paths, nearest_path, some
from payguide.model.locales import Locale
from payguide.model.messages import Message, say
from payguide.model.pages import Page
from payguide.model.site import Site

MISSING = Rule("translation-missing", "a page has no counterpart in a language of the site")
ORPHAN = Rule("translation-orphan", "a page exists in a translation only", Severity.WARNING)

#: More pages than these are one finding where they are most of the pages: the language was only begun.
_MANY = 10


def missing(site: Site) -> Iterator[Finding]:
    """Every page that a language lacks, or one finding for a language that lacks most."""
    gaps: dict[Locale, list[Page]] = defaultdict(list)
    for pair in site.pairs():
        if pair.translation is None and pair.source.blocks:
            gaps[pair.locale].append(pair.source)
    total = len(site.pages_in(site.source_locale.code))
    for locale, pages in gaps.items():
        if len(pages) > _MANY and 2 * len(pages) > total:
            yield _most(site, locale, pages, total)
        else:
            yield from _each(site, locale, pages)


def _loss(site: Site) -> Message:
    if site.config.languages.fallback:
        return say("its readers are shown {language} text", language=site.source_locale.name)
    return say("its readers do not get this page")


def _most(site: Site, locale: Locale, pages: Sequence[Page], total: int) -> Finding:
    message = say(
        "{count} of {total} pages are missing in {language} ({code}), among them {names}",
        count=len(pages),
        total=total,
        language=locale.name,
        code=locale.code,
        names=some([page.slug for page in pages], 3),
    )
    hint = say("`translate status` lists them; begin with those that readers need most")
    return MISSING.at(Location(site.config.path), message, hint)


def _each(site: Site, locale: Locale, pages: Sequence[Page]) -> Iterator[Finding]:
    strays = Paths(page.slug for page in site.pages_in(locale.code) if not _has_source(site, page.slug))
    for page in pages:
        hint = nearest_path(page.slug, strays, "")
        yield MISSING.at(
            Location(page.path),
            say(
                "this page is missing in {language} ({code}): {loss}",
                language=locale.name,
                code=locale.code,
                loss=_loss(site),
            ),
            say("rename to match: {hint}", hint=hint)
            if hint
            else say("write {path}", path=_wanted(site, page, locale.code)),
        )


def _has_source(site: Site, slug: str) -> bool:
    return site.page(slug, site.source_locale.code) is not None


def _wanted(site: Site, page: Page, code: str) -> str:
    """The path that the counterpart of `page` should have."""
    if site.config.languages.structure == "folder":
        return f"{site.docs_dir}/{code}/{page.slug}.md"
    return f"{site.docs_dir}/{page.slug}.{code}.md"


def orphans(site: Site) -> Iterator[Finding]:
    sources: Paths | None = None
    for page in site.pages.values():
        if page.locale != site.source_locale.code and not _has_source(site, page.slug):
            sources = sources or Paths(other.slug for other in site.pages_in(site.source_locale.code))
            near = nearest_path(page.slug, sources, "")
            message = say(
                "this page has no source in {language}, so nobody keeps it true", language=site.source_locale.name
            )
            yield ORPHAN.at(Location(page.path), message, near or say("write the source page, or delete this one"))
