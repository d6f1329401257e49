"""The stage that lets the guide work without a connection: packs of all pages, the service worker, manifests, icons.

`sw.js` stands at the root of the site, whatever folder that is on its server, and knows the site's packs by digest: it
changes when, and only when, something that readers see has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from payguide.model.locales import Locale
from payguide.publish.offline import icons, manifests, packs
from payguide.publish.shrink import small

WORKER = "sw.js"
_HERE = Path(__file__).parent
_ICON = re.compile(r'<link rel="icon"[^>]*>')
_REGISTER = re.compile(r'(?<=\s)data-worker(?:="")?(?=[\s>])')


def keep_offline(site: Path, drawings: Path, locales: Sequence[Locale], *, withdraw: bool = False) -> None:
    """Completes the pages of `site` and writes its packs, its worker, and its icons from the folder `drawings`.

    With `withdraw`, the worker takes what devices have kept off them again, and pages keep nothing. Raises OSError.
    """
    pictures = icons.write(site, drawings)
    for locale in locales:
        manifests.write(site, locale.prefix, pictures)
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        path.write_text(_announced(path.read_text(encoding="utf-8"), page, locales, withdraw), encoding="utf-8")
    if withdraw:
        (site / WORKER).write_text(_script("withdraw.js"), encoding="utf-8")
        return
    copy = {"packs": packs.write(site, locales)}
    text = f"const COPY={json.dumps(copy, separators=(',', ':'))};{_script('worker.js')}"
    (site / WORKER).write_text(text, encoding="utf-8")


def _script(name: str) -> str:
    return small.shortened("application/javascript", (_HERE / name).read_text(encoding="utf-8"))


def _announced(html: str, page: str, locales: Sequence[Locale], withdraw: bool) -> str:
    """The page with what browsers need to know: manifest and icon beside its own icon, and where the worker is."""
    home = next((locale.prefix for locale in locales if locale.prefix and page.startswith(locale.prefix)), "")
    up = "../" * page.count("/")
    links = (
        f'<link rel="manifest" href="{up}{home}{manifests.NAME}"><link rel="apple-touch-icon" href="{up}{icons.TOUCH}">'
    )
    if "/" in page or page == "index.html":  # pages without an address of their own, such as 404, are no way in
        html = _ICON.sub(lambda found: found[0] + links, html, count=1)
    return html if withdraw else _REGISTER.sub(f'data-worker="{up}{WORKER}"', html)
