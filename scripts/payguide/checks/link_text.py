"""What a link says: readers, and even more those who hear a page, choose a link by its words.

link-text-empty
    A link without words cannot be seen, tapped or heard.
    Bad:  `[](cards.md)`
    Good: `[Paying by card](cards.md)`
link-text-vague
    The words do not say where the link leads. Screen readers list the links of a page without the text around them.
    Bad:  `For fees click [here](fees.md).`
    Good: `See [the fees for foreign cards](fees.md).`
tel-mismatch
    The number shown is not the number dialled: the reader calls a stranger. A country code, an area code or an
    extension may be on one side only.
    Bad:  `[95588](tel:95533)`
    Good: `[95588](tel:95588)`
url-text-mismatch
    The text is an address, and the link leads to another one, as in a fraud. Shortened, parent and other-language
    editions of the same address are left alone.
    Bad:  `[www.unionpayintl.com](https://unionpay-intl.example.net/)`
    Good: `[www.unionpayintl.com](https://www.unionpayintl.com/en/)`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.addresses import mails_in, shows_other_address, shows_other_mail, shows_other_number, web_address
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.pages import Link, Page
from payguide.model.site import Site
from payguide.values.vague import is_vague

EMPTY = Rule("link-text-empty", "a link has no words")
VAGUE = Rule("link-text-vague", "a link's words do not say where it leads", Severity.WARNING)
TEL = Rule("tel-mismatch", "the number shown is not the number dialled")
URL = Rule("url-text-mismatch", "the address shown is not the one that the link leads to")
RULES: tuple[Rule, ...] = (EMPTY, VAGUE, TEL, URL)

_MARKUP = re.compile(r"<[^>]*>|\{:?\s*[.#][^{}]*\}")
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
#: Things inside a raw HTML link that may name it; whether a picture has words is for another rule.
_NAMES = ("<img", "<svg", "<picture", "![", "aria-", "title=", "{{", "{%")


def check(site: Site) -> Iterator[Finding]:
    """Every link of every page that an author gave a text to."""
    for page in site.pages.values():
        for link in page.links:
            if link.kind != "auto" and link.target:
                yield from _link(page, link)


def _link(page: Page, link: Link) -> Iterator[Finding]:
    text = visible(link.text)
    if not text:
        if _is_empty(page, link):
            message = say("the link to '{target}' has no words: nobody can see, tap or hear it", target=link.target)
            yield EMPTY.at(link.location, message, say("write between the brackets where it leads"))
        return
    if is_vague(text, page.locale):
        message = say("'{text}' does not say where the link leads; it is read out without its sentence", text=text)
        yield VAGUE.at(link.location, message, say("make the name of the page or of the thing the link"))
    yield from contradictions(link, text)


def contradictions(link: Link, text: str) -> Iterator[Finding]:
    """What `text`, as readers see it, shows that `link` does not lead to."""
    if "{{" in text or "{{" in link.target:
        return
    scheme = link.target.partition(":")[0].casefold()
    if scheme == "tel" and (shown := shows_other_number(text, link.target)):
        message = say("readers see {shown}, but the link dials {target}", shown=shown, target=link.target[4:])
        yield TEL.at(link.location, message, say("find out which is right; better, use a fact of kind phone"))
    elif scheme == "mailto" and shows_other_mail(text, link.target):
        shown = mails_in(text)[0]
        message = say("readers see {shown}, but the link leads to {target}", shown=shown, target=link.target[7:])
        yield URL.at(link.location, message, say("find out which is right, and write it twice"))
    elif scheme in ("http", "https") and shows_other_address(text, link.target):
        shown = web_address(text)
        message = say("readers see {shown}, but the link leads to {target}", shown=shown, target=link.target)
        yield URL.at(link.location, message, say("show the address that it leads to, or words instead of an address"))


def visible(text: str) -> str:
    """`text`, the Markdown between a link's brackets, as readers see or hear it, in one line."""
    if "![" in text:
        text = _IMAGE.sub(r"\1", text)
    if "<" in text or "{" in text:
        text = text if "{{" in text else _MARKUP.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub(" ", text)).strip(" *`")


def _is_empty(page: Page, link: Link) -> bool:
    """Whether a link without text has nothing else that names it; the place of raw HTML is looked at as written."""
    if link.kind != "html":
        return "![" not in link.text and "<" not in link.text
    lines = page.scan.lines[link.location.line - 1 : link.location.line + 20]
    written = "\n".join([lines[0][link.location.column - 1 :], *lines[1:]]) if lines else ""
    inside, closed, _ = written.partition("</a")
    tag, _, content = inside.partition(">")
    if not closed or any(name in inside for name in _NAMES) or visible(content):
        return False
    # `<a id="x" href="#x"></a>` is a place to link to, and no link for readers.
    return not (link.target.startswith("#") and re.search(r"\b(?:id|name)\s*=", tag))
