"""The search index of one locale: titles and texts by section, and the names of the glossary's terms in all languages.

It is a plain file that a page asks for when the reader first opens the search, so it works offline like any other
file. It holds the texts themselves, from which the browser makes its tables: prepared tables would weigh several times
as much, and the results need the texts anyway.

The search is our own code (docs/assets/js/search.js), as no kept library does as well. On the first 299 questions of
tests/fixtures/search-queries.yml, with the same pieces of text, MiniSearch 7 had 77 % among the first three results by
itself, 98 % when our code gave it the other names of things, and ours 100 %; on 58 questions that nobody had seen
before, 67 %, 81 % and 84 %. It would add 5.2 KiB to the names, the pieces and the order, which are ours in any case and
weigh 3.0 KiB with the ranking, and takes more than twice as long to make its tables. Lunr and Fuse (7.6 and 8.0 KiB)
are heavier still, FlexSearch knows no distance between words, and Pagefind needs WebAssembly, which the content
security policy forbids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.model.entry import text_in
from payguide.model.words import Saying, Term

#: The name of the index in a locale's folder, the member of it that lists the pages, and where their address stands.
INDEX, PAGES, ADDRESS = "search.json", "p", 3

#: One section: title ("" before the first heading), anchor ("" likewise), text.
Section = tuple[str, str, str]

#: Where one text ends and another begins: a dot stands between them unless they are sentences.
_BLOCKS = frozenset("p div figure figcaption ul ol dl table blockquote br li dt dd td th".split())

_UNREAD = frozenset({"h1", "h2", "h3", "h4", "thead", "style", "script"})

#: A page with more sentences to show than this lists them: each is a result of its own.
_FEW_PHRASES = 10

#: How much a page's results count beside those of an ordinary page; sentences to show say a little of everything.
ORDINARY, BESIDES, PHRASES = 1.0, 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to be found: title, what its front matter says of it, address relative to the locale's home, HTML of its
    content, and its weight (see `BESIDES`).
    """

    title: str
    about: str
    url: str
    html: str
    weight: float = ORDINARY


def sections(html: str, title: str = ".phrase-zh") -> list[Section]:
    """The texts of a page's content, cut at every heading that has an id; headings without any text are left out.

    Where a page lists phrase cards, each is a section; `title` selects the part of the card that is its heading.
    """
    tree = LexborHTMLParser(f"<body>{html}</body>")
    listed = _lists_phrases(tree)
    cut: list[tuple[str, str, list[str]]] = [("", "", [])]
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if node.tag in ("h2", "h3", "h4") and node.attributes.get("id"):
            cut.append((_clean(node.text()), str(node.attributes["id"]), []))
        elif listed and node.tag == "figure" and node.attributes.get("id"):
            cut.append((_clean(_part(node, title)), str(node.attributes["id"]), []))
        elif node.tag in _BLOCKS:
            cut[-1][2].append(" · ")
        elif node.tag == "-text" and not _left_out(node) and node.text().strip() != cut[-1][0]:
            cut[-1][2].append(node.text())
    texts = [(title, anchor, _clean("".join(parts))) for title, anchor, parts in cut]
    return [section for section in texts if section[2]]


def _lists_phrases(tree: LexborHTMLParser) -> bool:
    return len(tree.css("figure.phrase")) > _FEW_PHRASES


def _part(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    return found.text() if found else ""


def _left_out(node: LexborNode) -> bool:
    """Whether a text is a heading's, which stands in the index already, or in a part that is marked `data-nosearch`.

    Heads of tables tell nothing on their own.
    """
    parent = node.parent
    while parent is not None:
        if parent.tag in _UNREAD or "data-nosearch" in parent.attributes:
            return True
        parent = parent.parent
    return False


def _clean(text: str) -> str:
    """One space between words, and none where an inline tag stood inside Chinese; dots only between texts."""
    one = re.sub(r"\s+", " ", re.sub(r"\s*·(?:[\s·]*·)?\s*", " · ", text)).strip(" ·")
    one = re.sub(r"(?<=[。！？；：.!?:;]) · ", " ", one)
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", one)


def index(pages: Iterable[Entry], terms: Iterable[Term], sayings: Iterable[Saying], locale: str) -> str:
    """JSON of `pages`, in the order given, with the glossary's terms and the readers' own words as `locale` needs them.

    Its shape is told where it is read, in docs/assets/js/search.js.
    """
    pages = list(pages)
    title = ".phrase-zh" if locale.startswith("zh") else ".phrase-en"
    glossary = next((page.url for page in pages if 'class="glossary"' in page.html), "")
    data = {
        PAGES: [_entry(page, title) for page in pages],
        "g": [_term(term, locale, glossary) for term in terms if locale in term.terms],
        "s": [[list(saying.means[locale]), list(saying.words)] for saying in sayings if locale in saying.means],
    }
    return written(data)


def written(data: object) -> str:
    """JSON as the index has it: no spaces, letters as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _entry(page: Entry, title: str) -> list[object]:
    tree = LexborHTMLParser(f"<body>{page.html}</body>")
    heading = _clean(_part(tree.body, "h1")) if tree.body else ""
    again = "" if heading == page.title else heading
    weight = PHRASES if _lists_phrases(tree) else page.weight
    return [page.title, again, page.about, page.url, weight, sections(page.html, title)]


def _term(term: Term, locale: str, glossary: str) -> list[object]:
    names: Mapping[str, str] = term.terms
    beside = names.get("en", "") if locale.startswith("zh") else names[locale]
    known = {names[locale], names.get("zh", ""), beside}
    others = [*names.values(), *(form for forms in term.avoid.values() for form in forms)]
    more = [name for name in dict.fromkeys(others) if name not in known]
    note = text_in(term.note, locale) if term.note else ""
    address = f"{glossary}#term-{term.id}" if glossary else ""
    return [names[locale], names.get("zh", ""), term.pinyin or "", beside, more, note, address]
