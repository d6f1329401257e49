"""Typography: the punctuation and characters that each language uses, and none that nobody sees.

punctuation-width
    Half-width punctuation between Chinese characters, or full-width punctuation in text of Latin letters.
    Bad:  `先看金额,再付款` / `Check the amount，then pay`
    Good: `先看金额，再付款` / `Check the amount, then pay`
punctuation-doubled
    A mark is written twice, or two stand where one belongs.
    Bad:  `先看金额，，再付款。。`
    Good: `先看金额，再付款。`
punctuation-space
    A blank before a mark that stands directly behind its word: the mark may begin the next line.
    Bad:  `先看金额 ，再付款` / `Check the amount , then pay`
    Good: no blank
quotes
    Quotation marks of another language, straight ones around Chinese, or a pair that does not match.
    Bad:  `认准"外币兑换"标识`
    Good: `认准“外币兑换”标识`, or 「外币兑换」 where a project uses these
ellipsis
    Dots of another language.
    Bad:  `请稍等...` / `Please wait……`
    Good: `请稍等……` / `Please wait…`
dash
    A dash of another language.
    Bad:  `现金--最后的办法` / `cash——the last resort`
    Good: `现金——最后的办法` / `cash – the last resort`
character-traditional
    A traditional character in simplified text: it was pasted from elsewhere, and search does not find it.
    Bad:  `請出示護照`
    Good: `请出示护照`
character-invisible
    A replacement character (text was lost), a zero-width character or a control of writing direction: it breaks search,
    addresses and copied commands.
    Bad:  `�行卡`
    Good: `银行卡`

Left alone: code, targets, expressions; a phrase of another language in quotation marks or parentheses or marked
(`<span lang="…">`); times, ratios, numbers, file names; several ！ or ？; joiners in writing that needs them;
straight quotes, half-width parentheses and a single … where a project's pages of that language mostly use them; a dash
that means *to* (周一—周五); several blanks.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from payguide.checks.invisible import INVISIBLE, invisible
from payguide.checks.marks import DASH, DOUBLED, ELLIPSIS, QUOTES, SPACE, WIDTH, Style
from payguide.checks.rule import Rule
from payguide.checks.styles import styles
from payguide.model.characters import traditional
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.running import Running, marked_lines
from payguide.model.scripts import HAN, is_simplified
from payguide.model.site import Site

TRADITIONAL = Rule("character-traditional", "a traditional character in simplified text", Severity.WARNING)
RULES: tuple[Rule, ...] = (WIDTH, DOUBLED, SPACE, QUOTES, ELLIPSIS, DASH, TRADITIONAL, INVISIBLE)

#: Parentheses and quotation marks: what they hold is often meant to be foreign.
_ASIDE = re.compile('[(（“"「『‘][^()（）“”"「」『』‘’\n]*[)）”"」』’]')
_HAN = re.compile(f"[{HAN}]")


def check(site: Site) -> Iterator[Finding]:
    """Every page by the rules of its language."""
    for locale in site.locales:
        texts = [Running.of(page) for page in site.pages_in(locale.code)]
        wrong = styles(locale.code, [running.text for running in texts])
        strange = traditional() if is_simplified(locale.code) else None
        for running in texts:
            found = [*_marks(running, wrong), *(_traditional(running, strange) if strange else ())]
            marked = marked_lines(running.page) if found else frozenset()
            yield from (finding for finding in found if finding.location.line not in marked)
            yield from invisible(running.page, locale.code)


def _marks(running: Running, wrong: list[Style]) -> Iterator[Finding]:
    for style in wrong:
        for match in style.find(running.text):
            if style.chinese or not _in_aside(running, match.start(), _HAN):
                words = " ".join(match.group().split())
                message = style.message(words)
                yield style.rule.at(
                    running.place(match.start()), message, say("write {right}", right=style.right(words))
                )


def _in_aside(running: Running, offset: int, letters: re.Pattern[str]) -> bool:
    """Whether `offset` stands in parentheses or quotation marks that hold `letters`."""
    line, within = running.line(offset)
    return any(
        match.start() <= within < match.end() and letters.search(match.group()) for match in _ASIDE.finditer(line.text)
    )


def _traditional(running: Running, strange: re.Pattern[str]) -> Iterator[Finding]:
    """One finding a line, with all such characters of the line."""
    found: dict[int, list[re.Match[str]]] = {}
    for match in strange.finditer(running.text):
        found.setdefault(running.index(match.start()), []).append(match)
    for matches in found.values():
        alone = [match for match in matches if not _in_aside(running, match.start(), strange)]
        if alone:
            letters = "".join(dict.fromkeys(match.group() for match in alone))
            message = say("traditional characters in simplified text: {letters}", letters=letters)
            hint = say("write the simplified ones; put a name that is written so in quotation marks")
            yield TRADITIONAL.at(running.place(alone[0].start()), message, hint)
