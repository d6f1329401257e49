"""Each page with the styles and small scripts that it needs, and the policy that allows just these."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from functools import lru_cache
from pathlib import Path

from payguide.publish.shrink import small
from payguide.publish.shrink.names import Names
from payguide.publish.shrink.styles import Used, reduced

_SHEET = re.compile(r'<link(?=[^>]* rel="stylesheet")[^>]* href="([^"]+)"[^>]*>')
_SCRIPT = re.compile(r'<script(?=[^>]* src=)(?P<before>[^>]*) src="(?P<src>[^"]+)"(?P<after>[^>]*)></script>')
_SRC = re.compile(r'(?<=[\s"])(?P<name>(?:src|href|poster|data-[\w-]+)=)"(?P<url>[^"#?]+)"')
_JS = re.compile(r"[\w.-]+\.js\b")
_PLACE = "<!-- styles -->"
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="[^"]*)(")')
#: What only the build reads on a script's tag: `defer` then means "at the end of the page".
_INLINE = re.compile(r"\sdata-inline(?:=\"\")?(?=[\s>]|$)")
_DEFER = re.compile(r"\sdefer(?:=\"\")?(?=[\s>]|$)")


def pack_up(site: Path, names: Names) -> None:
    """Finishes every page of `site`; then style sheets and scripts that no page loads by address any more go."""
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        path.write_text(_finished(path.read_text(encoding="utf-8"), page, names), encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in [*site.rglob("*.html"), *site.rglob("*.js")]]
    for path in [*site.glob("assets/**/*.css"), *site.glob("assets/**/*.js")]:
        if not any(path.name in text for text in texts):
            path.unlink()
    for folder in sorted(site.glob("assets/**/"), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _finished(html: str, page: str, names: Names) -> str:
    html, style = _styles(html, page, names)
    html, scripts = _scripts(html, page, names)
    html = _SRC.sub(lambda found: f'{found["name"]}"{names.url(page, found["url"])}"', html)
    return _POLICY.sub(
        lambda found: found[1] + _allowed("style-src", style) + _allowed("script-src", scripts) + found[2], html
    )


def _allowed(kind: str, texts: list[str]) -> str:
    """The policy for `kind`: the site's own files, and exactly `texts`."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in dict.fromkeys(texts))
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"; {kind} 'self' {hashes}" if hashes else ""


def _styles(html: str, page: str, names: Names) -> tuple[str, list[str]]:
    """`html` with its sheets' rules in one element where the first sheet was linked, and that element's text."""
    css: list[str] = []

    def one(link: re.Match[str]) -> str:
        path = names.path(page, link[1])
        text = names.text(path)
        if path is None or text is None:
            return link[0]
        css.append(names.moved(text, path, page))
        return _PLACE if len(css) == 1 else ""

    html = _SHEET.sub(one, html)
    if not css:
        return html, []
    style = _reduced("".join(css), Used.by(html, _words(html, page, names)))
    return html.replace(_PLACE, f"<style>{style}</style>", 1), [style]


@lru_cache(maxsize=256)
def _reduced(css: str, used: Used) -> str:
    return small.shortened("text/css", reduced(css, used)).replace("</", r"<\/")


def _words(html: str, page: str, names: Names) -> list[str]:
    """The texts of all scripts that the page loads, now or later: whatever attribute, or other script, names them."""
    found = {names.path(page, match["url"]) for match in _SRC.finditer(html) if match["url"].endswith(".js")}
    texts: dict[str, str] = {}
    while waiting := sorted(path for path in found if path and path not in texts):
        for path in waiting:
            texts[path] = names.text(path) or ""
            found.update(posixpath.join(posixpath.dirname(path), name) for name in _JS.findall(texts[path]))
    return list(texts.values())


def _scripts(html: str, page: str, names: Names) -> tuple[str, list[str]]:
    """`html` with the scripts that are marked `data-inline` in it, and their texts."""
    texts: list[str] = []
    last: list[str] = []

    def one(tag: re.Match[str]) -> str:
        attributes, text = tag["before"] + tag["after"], names.text(names.path(page, tag["src"]))
        if text is None or not _INLINE.search(attributes):
            return tag[0]
        text = text.replace("</script", r"<\/script")
        texts.append(text)
        element = f"<script{_DEFER.sub('', _INLINE.sub('', attributes))}>{text}</script>"
        if not _DEFER.search(attributes):
            return element
        last.append(element)
        return ""

    html = _SCRIPT.sub(one, html)
    at = html.rfind("</body>")
    return html[:at] + "".join(last) + html[at:], texts
