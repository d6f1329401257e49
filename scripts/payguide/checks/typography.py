"""Typography: the punctuation and characters that each language uses, and none that nobody sees.

punctuation-width
    Half-width punctuation between Chinese characters, full-width punctuation or blanks in text of Latin letters,
    letters of full width.
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
    Good: `认准“外币兑换”标识`, or 「外币兑换」 where a project uses these; a mark at both ends
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
    A replacement character or letters of another encoding (text was lost), a zero-width character or a control of
    writing direction: it breaks search, addresses and copied commands.
    Bad:  `�行卡` / `cardâ€™s`
    Good: `银行卡` / `card’s`

Left alone: code, targets, expressions; a phrase of another language in quotation marks or parentheses or marked
(`<span lang="…">`); times, ratios, numbers, file names; several ！ or ？; joiners in writing that needs them;
straight quotes, half-width parentheses and a single … where a project's pages of that language mostly use them; a dash
that means *to* (周一—周五); several blanks.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from payguide.checks.invisible import INVISIBLE, garbled, invisible
from payguide.checks.marks import DASH, DOUBLED, ELLIPSIS, QUOTES, SPACE, WIDTH, Style
from payguide.checks.rule import Rule
from payguide.checks.styles import styles
from payguide.model.characters import traditional
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.patterns import later
from payguide.model.running import Running, marked_lines
from payguide.model.scripts import HAN, is_simplified, language
from payguide.model.site import Site
from payguide.model.uses import Lines

TRADITIONAL = Rule("character-traditional", "a traditional character in simplified text", Severity.WARNING)
RULES: tuple[Rule, ...] = (WIDTH, DOUBLED, SPACE, QUOTES, ELLIPSIS, DASH, TRADITIONAL, INVISIBLE)

#: Parentheses and quotation marks: what they hold is often meant to be foreign.
_ASIDE = later('[(（“"「『‘][^()（）“”"「」『』‘’\n]*[)）”"」』’]')
_HAN = later(f"[{HAN}]")
#: A cell of a table in HTML, in one line.
_CELL = later(r"<t[dh]\b[^>]*>([^<>]+)(?=<)")
#: A character by its name or number, whose semicolon is no mark.
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w*);\Z")


def check(site: Site) -> Iterator[Finding]:
    """Every page by the rules of its language."""
    for locale in site.locales:
        texts = [Running.of(page) for page in site.pages_in(locale.code)]
        wrong = styles(locale.code, [running.text for running in texts])
        strange = traditional() if is_simplified(locale.code) else None
        for running in texts:
            found = [*_marks(running, wrong), *_raw(running.page, wrong)]
            found += _traditional(running, strange) if strange else ()
            marked = marked_lines(running.page) if found else frozenset()
            yield from (finding for finding in found if finding.location.line not in marked)
            yield from invisible(running.page, locale.code)
            yield from garbled(running.page)
            if language(locale.code) == "zh":
                paired = {finding.location.line for finding in found if finding.rule == QUOTES.id}
                yield from (finding for finding in _open(running) if finding.location.line not in paired)
        yield from _registry(site, locale.code, wrong)


def _marks(running: Running, wrong: list[Style]) -> Iterator[Finding]:
    for style in wrong:
        for match in style.find(running.text):
            if _ENTITY.search(running.text, max(match.start() - 9, 0), match.start() + 1) or _closes(running, match):
                continue
            if style.chinese or not _in_aside(running, match.start(), _HAN):
                words = " ".join(match.group().split())
                message = style.message(words)
                yield style.rule.at(
                    running.place(match.start()), message, say("write {right}", right=style.right(words))
                )


def _raw(page: Page, wrong: list[Style]) -> Iterator[Finding]:
    """The width of marks and letters in the cells of tables written in HTML."""
    for block in page.blocks:
        lines = page.scan.lines[block.line - 1 : block.last_line] if block.kind == "html" else ()
        for number, line in enumerate(lines, block.line):
            for cell in _CELL.finditer(line):
                for style in wrong:
                    for found in style.find(cell[1]) if style.rule is WIDTH else ():
                        place = Location(page.path, number, cell.start(1) + found.start() + 1)
                        hint = say("write {right}", right=style.right(found.group()))
                        yield style.rule.at(place, style.message(found.group()), hint)


def _open(running: Running) -> Iterator[Finding]:
    """Paragraphs with a quotation mark that nothing closes."""
    if running.text.count("“") <= running.text.count("”"):
        return
    prose, first = running.page.prose, 0
    starts = {block.line for block in running.page.blocks if block.kind != "table"}
    for index in range(1, len(prose) + 1):
        if index < len(prose) and prose[index].line == prose[index - 1].line + 1 and prose[index].line not in starts:
            continue
        texts = [line.text for line in prose[first:index]]
        if "".join(texts).count("“") == "".join(texts).count("”") + 1:
            step = max(number for number, text in enumerate(texts) if "“" in text)
            line = prose[first + step]
            place = Location(running.page.path, line.line, line.column + line.text.rindex("“"))
            yield QUOTES.at(place, say("nothing closes this quotation mark"), say("write {right}", right="”"))
        first = index


def _registry(site: Site, code: str, wrong: list[Style]) -> Iterator[Finding]:
    """Phrases and the theme's texts, which pages and leaflets print."""
    lines = Lines(site.root)
    for text, place, name in _texts(site, code):
        for style in wrong:
            for match in style.find(text):
                message = style.message(match.group())
                hint = say("write {right}", right=style.right(match.group()))
                yield style.rule.at(lines.field(place, name), message, hint)


def _texts(site: Site, code: str) -> Iterator[tuple[str, Location, str]]:
    """Each text of the registry in one language, the entry it belongs to, and the name of its field."""
    phrases = getattr(site.data, "phrases", None)
    for phrase in phrases.values() if isinstance(phrases, Mapping) else ():
        words = phrase.zh if code == "zh" else (phrase.model_extra or {}).get(code)
        if isinstance(words, str):
            yield words, phrase.location, code
    strings = getattr(site.data, "strings", None) or {}
    for key, words in strings.get(code, {}).items():
        yield words, Location(f"{site.docs_dir}/_data/strings/{code}.yml"), key


def _closes(running: Running, match: re.Match[str]) -> bool:
    """Whether the straight quotation mark that `match` begins with is the second of a pair."""
    if match.group()[0] != '"':
        return False
    line, within = running.line(match.start())
    return line.text.count('"', 0, within) % 2 == 1


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
