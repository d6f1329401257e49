"""Terms: one thing has one name, the one that readers meet on signs, screens and forms.

Terms come from `docs/_data/glossary.yml`; these rules are silent for a project without one.

term-avoid
    A page uses a form that the glossary tells to avoid, or a term that is meant for other readers than the page's
    (`audience:` at its top): the reader looks for it on the screen and does not find it.
    Bad:  `Bind your card in the app.`
    Good: `Link a card in the app.`
term-inconsistent
    One page uses two terms for the same thing: readers take them for two things.
    Bad:  `overseas bank card` and `foreign card` on one page, both glossary terms for 境外银行卡
    Good: one of them, the other at most once in parentheses behind it
term-missing
    The source uses a term, and the translated page names it nowhere, although the source marks it as a term
    (`{{ term("…") }}`) or nearly all other pages of the translation do name it.
    Bad:  `{{ term("exchange-slip") }}` in the source, `the paper that you were given` in the translation
    Good: `{{ term("exchange-slip") }}` or `exchange slip`

Left alone: code, targets, expressions, words in quotation marks (a sign says what it says) and other languages'
parentheses, parts of longer approved terms, plurals and other endings, capital letters.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.glossary import Wordings, has_words
from payguide.model.messages import say
from payguide.model.needs import TermLike
from payguide.model.pages import Page
from payguide.model.parts import Aligned
from payguide.model.running import Running
from payguide.model.site import Site

AVOID = Rule("term-avoid", "a form is used that the glossary tells to avoid", Severity.WARNING)
INCONSISTENT = Rule("term-inconsistent", "a page uses two terms for one thing", Severity.WARNING)
MISSING = Rule("term-missing", "a translation does not use the approved term", Severity.NOTE)
RULES: tuple[Rule, ...] = (AVOID, INCONSISTENT, MISSING)

#: What a sign or a person says, word for word.
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|‘[^‘’\n]*’")
#: On how many pages, and on which share of those whose source uses it, a term is named where naming it is the habit.
_USUAL, _SHARE = 3, 0.8


def check(site: Site) -> Iterator[Finding]:
    """Every page by itself, then the translations against their sources."""
    terms = site.data.terms if site.data is not None else None
    if not terms:
        return
    source = site.source_locale.code
    wordings = {locale.code: Wordings(terms, locale.code, source) for locale in site.locales}
    for page in site.pages.values():
        yield from _page(page, wordings[page.locale], terms)
    for locale in site.locales[1:]:
        pairs = [pair for pair in site.aligned if pair.translation.locale == locale.code]
        yield from _missing(pairs, wordings[source], terms, source)


def _page(page: Page, wordings: Wordings, terms: Mapping[str, TermLike]) -> Iterator[Finding]:
    running = Running.of(page)
    readers = _readers(page)
    used: dict[str, list[tuple[str, int]]] = {}
    for start, words, key, approved in wordings.judged(running.text):
        term = terms[key]
        if _is_quoted(running, start):
            continue
        if not approved:
            right = term.terms.get(page.locale, "")
            message = say("'{words}' is not the word that readers meet: the glossary tells to avoid it", words=words)
            yield AVOID.at(running.place(start), message, _instead(right), term.location)
        elif not _aside(running.text, start, len(words)):
            used.setdefault(wordings.thing(key), []).append((key, start))
    for places in used.values():
        yield from _competing(page, running, places, terms, readers)


def _is_quoted(running: Running, offset: int) -> bool:
    line, within = running.line(offset)
    return any(match.start() < within < match.end() for match in _QUOTED.finditer(line.text))


def _instead(words: str) -> str:
    return say("write '{words}'", words=words) if words else ""


def _readers(page: Page) -> set[str]:
    """Whom the page says it is for; nobody in particular when it says nothing."""
    value = page.front_matter.values.get("audience")
    return {str(name) for name in value} if isinstance(value, list) else {value} if isinstance(value, str) else set()


def _aside(text: str, start: int, size: int) -> bool:
    """Whether the words stand in parentheses, as an explanation of the others."""
    before, after = text[max(start - 60, 0) : start], text[start + size : start + size + 60]
    opened = max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
    return (
        opened
        and ("\n" not in before[max(before.rfind("("), before.rfind("（")) :])
        and bool(re.search("[)）]", after))
    )


def _competing(
    page: Page, running: Running, places: list[tuple[str, int]], terms: Mapping[str, TermLike], readers: set[str]
) -> Iterator[Finding]:
    """Terms that stand for one thing: one a page, and one that is right for its readers."""
    keys = list(dict.fromkeys(key for key, _ in places))
    fitting = [key for key in keys if not readers or not terms[key].audience or readers & set(terms[key].audience)]
    first = (fitting or keys)[0]
    right = terms[first].terms[page.locale]
    for key, start in places:
        words = terms[key].terms[page.locale]
        if key != first and words.casefold() != right.casefold():
            rule = INCONSISTENT
            message = say("this page says '{words}' and '{right}' for one thing", words=words, right=right)
            yield rule.at(running.place(start), message, _instead(right), terms[key].location)
            return


def _missing(pairs: list[Aligned], wordings: Wordings, terms: Mapping[str, TermLike], source: str) -> Iterator[Finding]:
    """Terms that a translated page never names, where the source marks them or the other pages do name them.

    Good editors say some things in other words; what the project's own translations show to be the habit is expected.
    """
    named: Counter[str] = Counter()
    absent: dict[str, list[tuple[Aligned, int, bool]]] = {}
    for pair in pairs:
        called = {ref.id for ref in pair.translation.refs if ref.function == "term"}
        here = " ".join([line.text for line in pair.translation.prose]).lower()
        for key, (line, marked) in _used(pair, wordings, terms).items():
            words = terms[key].terms.get(pair.translation.locale)
            if words and (key in called or has_words(here, words)):
                named[key] += 1
            elif words:
                absent.setdefault(key, []).append((pair, line, marked))
    for key, places in absent.items():
        usual = named[key] >= max(_USUAL, _SHARE * (named[key] + len(places)))
        yield from (_unnamed(pair, line, terms[key], source) for pair, line, marked in places if marked or usual)


def _used(pair: Aligned, wordings: Wordings, terms: Mapping[str, TermLike]) -> dict[str, tuple[int, bool]]:
    """The terms of a source page: the line that uses each, and whether it does so by a call."""
    running = Running.of(pair.source)
    found: dict[str, tuple[int, bool]] = {}
    once: set[str] = set()  # what is said in passing may be said in other words
    for start, key in wordings.approved(running.text):
        if key in once and key not in found:
            found[key] = running.line(start)[0].line, False
        once.add(key)
    for ref in pair.source.refs:
        if ref.function == "term" and ref.id in terms:
            found[ref.id] = ref.location.line, True
    return found


def _unnamed(pair: Aligned, line: int, term: TermLike, source: str) -> Finding:
    ours, theirs = next((parts for parts in reversed(pair.parts) if parts[0].start.line <= line), pair.parts[0])
    words = term.terms[pair.translation.locale]
    blanks = {"term": term.terms.get(source, term.id), "words": words}
    message = say("the source speaks of '{term}' here; this page never says '{words}'", **blanks)
    return MISSING.at(theirs.like(line, ours), message, _instead(words), Location(pair.source.path, line))
