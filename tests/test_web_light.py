"""Pages as they are sent: only what they use, allowed by their own policy, compressed, and looking as before."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
from pathlib import Path
from typing import Literal

import brotli
import pytest
import tinycss2
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from guide_site import ROOT
from payguide.look import served
from payguide.publish.shrink import compress, shrink
from payguide.publish.shrink.styles import Used, reduced
from web_offline import ADDRESS, finished

_POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<title>Cards</title>
<link rel="icon" href="{up}assets/img/icon.svg">
<link rel="stylesheet" href="{up}assets/css/tokens.css">
<link rel="stylesheet" href="{up}assets/css/guide.css">
<script src="{up}assets/js/first.js" data-inline></script>
<script src="{up}assets/js/menu.js" defer data-inline></script>
<script src="{up}assets/js/search.js" defer data-later="{up}assets/js/cards.js"></script>
</head>
<body class="guide">
<h1 class="title">Cards</h1>
</body>
</html>
"""
_FILES = {
    "assets/img/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>',
    "assets/img/kept.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rect width="2" height="1"/></svg>',
    "assets/css/tokens.css": ":root { --ink: #111; }",
    "assets/css/guide.css": ".title { background: url(../img/icon.svg); } .unused { color: red; }",
    "assets/js/first.js": "document.documentElement.dataset.theme = 'dark'; // at once",
    "assets/js/menu.js": "document.querySelector('h1').title = 'menu';",
    "assets/js/search.js": "fetch('kept.svg');",
    "assets/js/cards.js": "document.body.className = 'card-open';",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for page, up in (("index.html", ""), ("en/pay/index.html", "../../")):
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).write_text(_PAGE.format(policy=_POLICY, up=up))
    for name, text in _FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def page(site: Path, path: str = "en/pay/index.html") -> str:
    return (site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "is_kept"),
    [
        (".title { color: red }", True),
        (".other { color: red }", False),
        ("h2 { color: red }", False),
        ("#content > .title { color: red }", True),
        ("#elsewhere .title { color: red }", False),
        (".title[hidden], .title:focus-visible { color: red }", True),
        ("a[href^='tel:'] { color: red }", False),
        (":root[data-theme='dark'] { color: red }", True),
        (".title:not(.other) { color: red }", True),
        (":is(.other, .title) { color: red }", True),
        (":is(.other, h2) { color: red }", False),
        (".made-by-script li { color: red }", True),
        (".copied { color: red }", True),
        ("[data-by-script] { color: red }", True),
        ("::selection { color: red }", True),
        ("dialog::backdrop { color: red }", True),
        ("@media print { .title { color: red } }", True),
        ("@media print { .other { color: red } }", False),
        ("@media print { @page { margin: 1cm; @bottom-center { content: 'x' } } }", True),
        ("@supports (color: red) { @media print { .other { color: red } } }", False),
        ("@font-face { font-family: x; src: url(x.woff2) }", True),
    ],
)
def test_rules_stay_when_the_page_or_a_script_can_use_them(rule: str, is_kept: bool) -> None:
    text = '<h1 class="title">Cards</h1><template><p class="copied"></p></template>'
    html = f'<html><body><main id="content">{text}</main></body></html>'
    used = Used.by(html, ["node.className = 'made-by-script'; list.append(li); node.dataset.byScript = 1"])
    assert bool(reduced(rule, used)) is is_kept


def test_a_script_that_another_one_names_counts_as_well(small: Path) -> None:
    (small / "assets/js/cards.js").write_text("import('./far.js');")
    (small / "assets/js/far.js").write_text("document.body.className = 'unused';")
    assert shrink(small, ADDRESS) == []
    assert ".unused" in page(small) and (small / "assets/js/far.js").is_file()


def test_of_several_selectors_those_in_use_stay() -> None:
    used = Used.by('<p class="a"></p>', [])
    assert reduced(".a, .b, p > .c { color: red }", used).replace(" ", "") == ".a{color:red}"


def test_styles_and_marked_scripts_are_in_the_page_and_allowed_by_their_digest(small: Path) -> None:
    assert shrink(small, ADDRESS) == []
    html = page(small)
    style = re.search("<style>(.*?)</style>", html)
    scripts = re.findall(r"<script>(.+?)</script>", html)
    assert style and "--ink" in style[1] and "unused" not in style[1] and 'rel="stylesheet"' not in html
    assert len(scripts) == 2
    for text in (style[1], *scripts):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in html
    assert html.index(scripts[0]) < html.index("<body"), "what counts before the first paint stays in the head"
    assert html.index(scripts[1]) > html.index("</h1>"), "what was to wait for the page stands at its end"


def test_files_get_long_names_and_every_page_finds_them(small: Path) -> None:
    assert shrink(small, ADDRESS) == []
    for path in ("index.html", "en/pay/index.html"):
        urls = re.findall(r'(?:src|href|data-later)="([^"]+)"', page(small, path)) + re.findall(
            r"url\(([^)]+)\)", page(small, path)
        )
        assert len(urls) == 4
        for url in urls:
            assert re.search(r"\.[0-9a-f]{10}\.(?:js|svg)$", url.strip('"'))
            assert (small / path).parent.joinpath(url.strip('"')).resolve().is_file()
    assert (small / "assets/img/kept.svg").is_file(), "a name that a script writes stays"
    assert not (small / "assets/css").exists()


def test_a_script_that_cannot_run_is_told_with_its_file(small: Path) -> None:
    (small / "assets/js/menu.js").write_text("const now = ;")
    (finding,) = shrink(small, ADDRESS)
    assert (finding.rule, finding.location.path) == ("site-file-broken", "docs/assets/js/menu.js")


def test_compressed_copies_hold_the_same_text(tmp_path: Path) -> None:
    text = "<p>大额刷卡、小额扫码</p>" * 50
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "tiny.txt").write_text("1")
    (tmp_path / "tiny.txt.gz").write_bytes(b"from before")
    compress(tmp_path)
    assert brotli.decompress((tmp_path / "index.html.br").read_bytes()).decode() == text
    assert gzip.decompress((tmp_path / "index.html.gz").read_bytes()).decode() == text
    assert sorted(path.name for path in tmp_path.glob("tiny*")) == ["tiny.txt"]


@pytest.fixture(scope="module")
def light(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished(raw, tmp_path_factory.mktemp("light") / "site")


def test_dark_colours_are_the_same_by_the_system_and_by_hand() -> None:
    """Both are written out, as the first must hold where no script runs."""
    rules = tinycss2.parse_stylesheet((ROOT / "docs/assets/css/tokens.css").read_text(encoding="utf-8"))
    inside = [tinycss2.serialize(rule.content) for rule in rules if rule.type == "at-rule"]
    system, by_hand = [re.findall(r"(--[\w-]+):\s*([^;]+);", text) for text in inside]
    assert len(system) > 10 and system == by_hand


@pytest.mark.slow
@pytest.mark.parametrize("packed", ["br", "gz"])
def test_the_whole_guide_is_kept_for_600_kib(light: Path, packed: str) -> None:
    assert sum(path.stat().st_size for path in (light / "offline").glob(f"*.json.{packed}")) <= 600 * 1024


#: The kinds of pages, and those of the register, which grow with every fact.
HEAVY = ["", "pay/mobile", "help/phrases", "help/glossary", "about/sources"]
HEAVY += [f"about/sources/{path.stem}" for path in sorted((ROOT / "docs/_data/facts").glob("*.yml"))]


@pytest.mark.slow
@pytest.mark.parametrize("path", HEAVY)
@pytest.mark.parametrize("prefix", ["", "en"])
def test_a_page_with_all_it_loads_is_light(light: Path, prefix: str, path: str) -> None:
    file = light / prefix / path / "index.html"
    loaded = set(
        re.findall(
            r'<(?:script|img|link rel="(?:icon|stylesheet)")[^>]* (?:src|href)="([^"]+)"',
            page(light, file.relative_to(light).as_posix()),
        )
    )
    files = [file, *((file.parent / url).resolve() for url in loaded)]
    packed = [copy if (copy := item.with_name(f"{item.name}.br")).is_file() else item for item in files]
    assert len(files) <= 4
    assert sum(item.stat().st_size for item in packed) <= 30 * 1024


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("path", ["leaflets/", "en/leaflets/"])
def test_pictures_of_sheets_are_fetched_when_they_are_looked_at(browser: Browser, light: Path, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN", service_workers="block")
    view = context.new_page()
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    with served(light) as origin:
        view.goto(origin + path, wait_until="networkidle")
        files = [light / (url.removeprefix(origin) + "index.html" * url.endswith("/")) for url in asked]
        packed = [copy if (copy := item.with_name(f"{item.name}.br")).is_file() else item for item in files]
        assert len(files) <= 4 and sum(item.stat().st_size for item in packed) <= 30 * 1024
        with view.expect_request("**/pictures/visitor-*"):
            view.locator(".sheet-picture summary").first.click()
    context.close()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_look_as_before(
    browser: Browser, raw: Path, light: Path, width: int, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780}, color_scheme=theme, service_workers="block")
    view = context.new_page()
    with served(raw) as before, served(light) as after:
        for path in ("", "en/", "pay/mobile/", "en/help/phrases/", "help/glossary/", "en/leaflets/check/"):
            pictures = []
            for origin in (before, after):
                view.goto(origin + path)
                view.evaluate("document.fonts.ready")
                pictures.append(Image.open(io.BytesIO(view.screenshot(full_page=True))).convert("RGB"))
            assert pictures[0].size == pictures[1].size
            assert ImageChops.difference(*pictures).getbbox() is None, path or "home"
            if path == "en/":
                for origin in (before, after):  # what a script opens is styled as well
                    view.goto(origin + path)
                    view.locator("button.search-open").click()
                    pictures.append(Image.open(io.BytesIO(view.screenshot())).convert("RGB"))
                assert ImageChops.difference(*pictures[2:]).getbbox() is None
    context.close()
