"""Terms: one thing has one name, the one that readers meet on signs, screens and forms.

Terms come from `docs/_data/glossary.yml`; these rules are silent for a project without one.

term-avoid
    A page uses a form that the glossary tells to avoid, or a term that is meant for other readers than the page's
    (`audience:` at its top): the reader looks for it on the screen and does not find it.
    Bad:  `Bind your card in the app.`
    Good: `Link a card in the app.`
term-contradiction
    The glossary tells to avoid a form that it approves for another term of the same readers: whatever is written is
    wrong.
    Bad:  `avoid: {en: [payment code]}` for the merchant code, where payment code is a term
    Good: another form to avoid, or none
term-inconsistent
    One page uses two terms for the same thing: readers take them for two things.
    Bad:  `overseas bank card` and `foreign card` on one page, both glossary terms for 境外银行卡
    Good: one of them, the other at most once in parentheses behind it
term-missing
    The source uses a term, and the translated page names it nowhere, although nearly all other pages of the
    translation do name it; or the source marks it as a term (`{{ term("…") }}`), and the same section does not name it.
    Bad:  `{{ term("exchange-slip") }}` in the source, `the paper that you were given` in the translation
    Good: `{{ term("exchange-slip") }}` or `exchange slip`

Left alone: code, targets, expressions, words in quotation marks (a sign says what it says) and other languages'
parentheses, parts of longer approved terms, plurals and other endings, capital letters.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from payguide.checks.rule import Rule
from payguide.checks.terms_missing import MISSING, instead, missing
from payguide.model.findings import Finding, Location, Severity
from payguide.model.glossary import Wordings
from payguide.model.messages import say
from payguide.model.needs import TermLike
from payguide.model.pages import Page
from payguide.model.running import Running
from payguide.model.site import Site

AVOID = Rule("term-avoid", "a form is used that the glossary tells to avoid", Severity.WARNING)
CONTRADICTION = Rule("term-contradiction", "the glossary approves and forbids one form", Severity.WARNING)
INCONSISTENT = Rule("term-inconsistent", "a page uses two terms for one thing", Severity.WARNING)
RULES: tuple[Rule, ...] = (AVOID, CONTRADICTION, INCONSISTENT, MISSING)

#: What a sign or a person says, word for word.
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|‘[^‘’\n]*’")


def check(site: Site) -> Iterator[Finding]:
    """Every page by itself, then the translations against their sources."""
    terms = site.data.terms if site.data is not None else None
    if not terms:
        return
    source = site.source_locale.code
    wordings = {locale.code: Wordings(terms, locale.code, source) for locale in site.locales}
    texts = {key: Running.of(page) for key, page in site.pages.items()}
    for code, words in wordings.items():
        yield from _contradictions(terms, words, code)
    for running in texts.values():
        yield from _settings(running.page, wordings[running.page.locale], terms)
        yield from _page(running, wordings[running.page.locale], terms)
    for locale in site.locales[1:]:
        pairs = [pair for pair in site.aligned if pair.translation.locale == locale.code]
        yield from missing(pairs, texts, wordings[source], terms)


def _contradictions(terms: Mapping[str, TermLike], wordings: Wordings, code: str) -> Iterator[Finding]:
    for key, term in terms.items():
        for words in term.avoid.get(code, ()):
            other = terms.get(wordings.approves(words) or key, term)
            if other is term or not set(term.audience) & set(other.audience):
                continue
            blanks = {"words": words, "id": other.id}
            message = say("the glossary tells to avoid '{words}', which it approves for '{id}'", **blanks)
            yield CONTRADICTION.at(term.location, message, say("decide for one of the two"), other.location)


def _settings(page: Page, wordings: Wordings, terms: Mapping[str, TermLike]) -> Iterator[Finding]:
    """Title and description, which menus and search results show."""
    for name in ("title", "description"):
        for words, key in wordings.avoided(page.front_matter.text(name)):
            place = page.front_matter.places.get(name, Location(page.path))
            yield _avoid(place, words, terms[key], page.locale)


def _avoid(place: Location, words: str, term: TermLike, code: str) -> Finding:
    message = say("'{words}' is not the word that readers meet: the glossary tells to avoid it", words=words)
    return AVOID.at(place, message, instead(term.terms.get(code, "")), term.location)


def _page(running: Running, wordings: Wordings, terms: Mapping[str, TermLike]) -> Iterator[Finding]:
    page = running.page
    readers = _readers(page)
    used: dict[str, list[tuple[str, int]]] = {}
    for start, words, key, approved in wordings.judged(running):
        term = terms[key]
        if _is_quoted(running, start):
            continue
        if not approved:
            yield _avoid(running.place(start), words, term, page.locale)
        elif not _aside(running.text, start, len(words)):
            used.setdefault(wordings.thing(key), []).append((key, start))
    for places in used.values():
        yield from _competing(page, running, places, terms, readers)


def _is_quoted(running: Running, offset: int) -> bool:
    line, within = running.line(offset)
    return any(match.start() < within < match.end() for match in _QUOTED.finditer(line.text))


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
            yield rule.at(running.place(start), message, instead(right), terms[key].location)
            return
