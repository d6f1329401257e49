"""The outside lane against a server that misbehaves in every known way; nothing leaves this machine."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import MakeSite, write_files
from misbehaving import Log, serving
from payguide.cli import cli
from payguide.external import cache, judge, lane, run
from payguide.external.collect import collect
from payguide.external.model import Address, Ages, Answer, Manners, Reply, Status
from payguide.external.polite import Turns, pause_asked
from payguide.external.run import Asker, ask_all
from payguide.sources.built import BuiltSite

QUICK = Manners(silence=0.5, deadline=0.8, delay=0.0, backoff=0.02, patience=2.0)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, Log]]:
    with serving() as running:
        yield running


@pytest.fixture
def log(server: tuple[int, Log], monkeypatch: pytest.MonkeyPatch) -> Log:
    """Leads every host to the server on this machine, except those that begin with `lost`, which have no name."""
    port, log = server
    log.asked.clear()
    log.times.clear()
    log.most.clear()
    connect = socket.create_connection

    def to_server(address: tuple[str, int], *more: Any) -> socket.socket:
        with log.guard:
            log.asked.append((address[0], "CONNECT", ""))
        if address[0].startswith("lost"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if address[0].startswith("unsure"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if address[0].startswith("closed"):
            raise ConnectionRefusedError(111, "Connection refused")
        return connect(("127.0.0.1", port), *more)

    monkeypatch.setattr(socket, "create_connection", to_server)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return log


WAYS = [
    ("/ok", Status.OK, ""),
    ("/ok?a=b&c=%E4%B8%AD", Status.OK, ""),
    ("/captcha-page", Status.OK, ""),
    ("/get-only", Status.OK, ""),
    ("/head-lies", Status.OK, ""),
    ("/head-closes", Status.OK, ""),
    ("/head-hangs", Status.OK, ""),
    ("/moved", Status.MOVED, "/ok?from=moved"),
    ("/moved-chinese", Status.MOVED, "/新.html"),
    ("/slash", Status.OK, "/slash/"),
    ("/for-now", Status.OK, "/ok"),
    ("/half-for-now", Status.OK, "/ok"),
    ("/moved-away", Status.GONE, "/gone"),
    ("/moved-nowhere", Status.ERROR, ""),
    ("/loop", Status.ERROR, "/loop"),
    ("/itself", Status.ERROR, "/itself"),
    ("/many/1", Status.ERROR, "/many/7"),
    ("/gone", Status.GONE, ""),
    ("/never-again", Status.GONE, ""),
    ("/refused", Status.BLOCKED, ""),
    ("/sign-in", Status.BLOCKED, ""),
    ("/odd", Status.BLOCKED, ""),
    ("/teapot", Status.BLOCKED, ""),
    ("/firewall", Status.BLOCKED, ""),
    ("/challenge", Status.BLOCKED, ""),
    ("/challenge-404", Status.BLOCKED, ""),
    ("/long-pause", Status.BLOCKED, ""),
    ("/turn-429", Status.OK, ""),
    ("/turn-500", Status.OK, ""),
    ("/turn-503", Status.OK, ""),
    ("/broken", Status.ERROR, ""),
    ("/hang", Status.TIMEOUT, ""),
    ("/drip", Status.TIMEOUT, ""),
    ("/drip-body", Status.OK, ""),
    ("/closed", Status.ERROR, ""),
    ("/no-http", Status.ERROR, ""),
    ("/huge", Status.OK, ""),
    ("/huge-gone", Status.GONE, ""),
]


@pytest.mark.parametrize(("path", "status", "target"), WAYS, ids=[path for path, _, _ in WAYS])
def test_every_way_to_answer(log: Log, path: str, status: Status, target: str) -> None:
    began = time.monotonic()
    answer = Asker(QUICK).answer(f"http://host.cn{path}")
    assert answer.status is status, answer
    assert answer.target == (f"http://host.cn{target}" if target else "")
    assert answer.detail or status in (Status.OK, Status.MOVED)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("url", "status", "detail"),
    [
        ("https://plain.cn/ok", Status.ERROR, "TLS"),
        ("http://closed.cn/", Status.ERROR, "connection refused"),
        ("http://unsure.cn/", Status.ERROR, "name service failed"),
        ("http://lost.cn/", Status.ERROR, "no such host"),
        ("http://host.cn/moved-to-lost", Status.ERROR, "no such host"),
        ("http://host.cn/moved-to-app", Status.UNSUPPORTED, "weixin scheme"),
        ("ftp://host.cn/x", Status.UNSUPPORTED, "ftp scheme"),
        ("http://", Status.UNSUPPORTED, "no host"),
        ("https://[bad/", Status.UNSUPPORTED, "IPv6"),
        ("http://host.cn:port/", Status.UNSUPPORTED, "port"),
        ("http://a..b\u3002/", Status.UNSUPPORTED, "label"),
    ],
)
def test_no_connection(log: Log, url: str, status: Status, detail: str) -> None:
    answer = Asker(QUICK).answer(url)
    assert answer.status is status, answer
    assert detail.casefold() in answer.detail.casefold()


def test_certificates_fault_nobody() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    assert judge.of_failure(error) == Answer(Status.ERROR, detail="TLS certificate: self-signed certificate")


def test_what_goes_over_the_wire(log: Log) -> None:
    Asker(QUICK).answer("http://银行.cn/付款 页?问=答#部分")
    host, method, path = next(entry for entry in log.asked if entry[1] != "CONNECT")
    assert (host, method) == ("xn--czru2d.cn", "HEAD") or host.startswith("xn--")
    assert path == "/%E4%BB%98%E6%AC%BE%20%E9%A1%B5?%E9%97%AE=%E7%AD%94"
    assert "compatible; payguide-link-check" in log.agents[-1]


def test_head_is_enough_when_all_is_well(log: Log) -> None:
    Asker(QUICK).answer("http://host.cn/ok")
    assert [entry[1:] for entry in log.asked if entry[2]] == [("HEAD", "/ok")]


def test_retry_after_is_waited_for(log: Log) -> None:
    Asker(QUICK).answer("http://wait.cn/turn-429?again")
    first, second = log.times[-2:]
    assert 0.9 < second - first < 2


def test_a_host_that_wants_a_long_pause_is_left_alone(log: Log) -> None:
    urls = ["http://busy.cn/long-pause", "http://busy.cn/ok", "http://busy.cn/gone"]
    answers = ask_all(urls, Asker(QUICK))
    assert {answer.status for answer in answers.values()} == {Status.BLOCKED}
    assert log.count("/ok") == log.count("/gone") == 0


def test_a_silent_host_is_not_asked_for_every_page(log: Log) -> None:
    answers = ask_all([f"http://mute.cn/hang?{number}" for number in range(8)], Asker(QUICK))
    assert {answer.status for answer in answers.values()} == {Status.TIMEOUT}
    assert sum(path.startswith("/hang") for _, _, path in log.asked) == 4  # two pages, HEAD and GET


def test_one_at_a_time_for_a_host_and_many_hosts_at_once(log: Log) -> None:
    urls = [f"http://host{host}.cn/ok?{page}" for host in range(6) for page in range(6)]
    urls += [f"http://host0.cn/for-now?{page}" for page in range(3)]
    told: list[str] = []
    answers = ask_all(urls, Asker(QUICK), told=lambda url, answer: told.append(url))
    assert {answer.status for answer in answers.values()} == {Status.OK}
    assert sorted(told) == sorted(urls) == sorted(answers)
    assert set(log.most.values()) == {1}


def test_redirects_wait_for_their_turn_too(log: Log) -> None:
    asker = Asker(replace(QUICK, delay=0.2))
    began = time.monotonic()
    asker.answer("http://polite.cn/moved")
    assert 0.4 <= time.monotonic() - began < 1.5


def test_no_name_is_gone_when_others_answer(log: Log) -> None:
    answers = ask_all(["http://lost.cn/a", "http://lost.cn/b", "http://host.cn/ok"], Asker(QUICK))
    assert answers["http://lost.cn/a"].status is answers["http://lost.cn/b"].status is Status.GONE
    assert sum(host == "lost.cn" for host, _, _ in log.asked) == 2


def test_no_name_on_a_machine_that_is_offline(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_is_found", lambda host: False)
    answers = ask_all(["http://lost.cn/a", "http://lost2.cn/b"], Asker(QUICK), ["host.cn"])
    assert {answer.status for answer in answers.values()} == {Status.ERROR}
    assert "offline" in answers["http://lost.cn/a"].detail
    monkeypatch.setattr(run, "_is_found", lambda host: host == "host.cn")
    answers = ask_all(["http://lost.cn/a"], Asker(QUICK), ["host.cn"])
    assert answers["http://lost.cn/a"].status is Status.GONE


def test_stopping_ends_soon(log: Log) -> None:
    asker = Asker(replace(QUICK, delay=30.0))
    threading.Timer(0.3, asker.stop.set).start()
    began = time.monotonic()
    answers = ask_all([f"http://host.cn/ok?{number}" for number in range(5)], asker)
    assert len(answers) < 5
    assert time.monotonic() - began < 3


def test_through_a_proxy(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://name:secret@proxy.cn:3128")
    Asker(QUICK).answer("http://host.cn/ok")
    assert ("proxy.cn", "CONNECT", "") in log.asked
    assert ("host.cn", "HEAD", "http://host.cn:80/ok") in log.asked


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("5", 5.0), (" 0 ", 0.0), ("Mon, 23 Nov 2026 00:01:00 GMT", 60.0), ("Sun, 22 Nov 2026 00:00:00 GMT", 0.0),
     ("Mon, 23 Nov 2026 00:01:00 -0000", 60.0), ("soon", None), ("", None), ("-3", None)],
)  # fmt: skip
def test_pause_asked(value: str, seconds: float | None) -> None:
    assert pause_asked(value, 1795392000.0) == seconds


def test_turns_keep_the_longest_pause() -> None:
    slept: list[float] = []
    turns = Turns(1.0, slept.append, lambda: 0.0)
    with turns.at("a.cn"):
        turns.hold("a.cn", 5.0)
    with turns.at("a.cn"), turns.at("b.cn"):
        pass
    assert slept == [5.0]


def test_doubtful_replies() -> None:
    assert judge.wants_get(Reply(404, {}, b"")) and not judge.wants_get(Reply(204, {}, b""))
    assert judge.of_reply(Reply(504, {}, b"")).status is Status.TIMEOUT
    assert judge.of_reply(Reply(404, {"cf-mitigated": "challenge"}, b"")).status is Status.BLOCKED
    assert judge.of_failure(KeyError("x")).status is Status.ERROR


def test_cache_keeps_answers(tmp_path: Path) -> None:
    answers = {"https://a.cn/": Answer(Status.MOVED, 200, "https://b.cn/", checked=5.0)}
    path = tmp_path / "deep" / "external.json"
    cache.save(path, answers)
    assert cache.load(path) == answers
    assert [file.name for file in path.parent.iterdir()] == ["external.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 0, "answers": {}}', '{"version": 1}', '{"version": 1, "answers": []}',
     '{"version": 1, "answers": {"u": {"status": "new"}}}',
     '{"version": 1, "answers": {"u": {"status": "ok", "x": 1}}}', "\x00\xff"],
)  # fmt: skip
def test_cache_that_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "external.json"
    path.write_text(text, encoding="latin-1")
    assert cache.load(path) == {}
    assert cache.load(tmp_path / "none.json") == {}


def test_ages() -> None:
    day, ages = 86400.0, Ages()
    assert ages.is_fresh(Answer(Status.OK, checked=0.0), 13 * day)
    assert not ages.is_fresh(Answer(Status.OK, checked=0.0), 15 * day)
    assert not ages.is_fresh(Answer(Status.GONE, checked=0.0), 2 * day)
    assert not ages.is_fresh(Answer(Status.OK, checked=5.0), 0.0)
    assert not Ages.at_most(0).is_fresh(Answer(Status.OK, checked=0.0), 0.0)
    assert not Ages.at_most(3).is_fresh(Answer(Status.OK, checked=0.0), 4 * day)
    assert Ages.at_most(30).is_fresh(Answer(Status.OK, checked=0.0), 13 * day)


def test_second_run_asks_nothing(log: Log, tmp_path: Path) -> None:
    addresses = [Address("http://host.cn/ok", ()), Address("http://host.cn/gone", ())]
    first = lane.carry_out(tmp_path, lane.plan(tmp_path, addresses, Ages()), QUICK)
    asked = len(log.asked)
    planned = lane.plan(tmp_path, addresses, Ages())
    assert planned.wanted == []
    assert lane.carry_out(tmp_path, planned, QUICK) == first
    assert len(log.asked) == asked
    assert lane.plan(tmp_path, addresses, Ages.at_most(0)).wanted == ["http://host.cn/ok", "http://host.cn/gone"]


def test_interrupted_run_keeps_what_it_learned(log: Log, tmp_path: Path) -> None:
    def impatient(url: str, answer: Answer) -> None:
        raise KeyboardInterrupt

    planned = lane.plan(tmp_path, [Address("http://host.cn/ok", ()), Address("http://host2.cn/ok", ())], Ages())
    with pytest.raises(KeyboardInterrupt):
        lane.carry_out(tmp_path, planned, QUICK, impatient)
    assert cache.load(tmp_path / lane.FILE)


PAGE = """\
# A

[One](https://a.cn/x#part), [again](https://a.cn/x), <https://b.cn/>, ![p](https://c.cn/p.png), [d](//d.cn/)
[own](https://guide.example/en/), [local](http://localhost:8000/), [doc](https://example.com/), [m](mailto:a@b.cn)
[odd](https://[bad/), [ftp](ftp://e.cn/), [open](https://f.cn/{{ x }}), [here](#a), [file](b.md), [t](tel:110)
"""


def test_every_address_once(make_site: MakeSite) -> None:
    html = '<html><body><a href="https://a.cn/x">x</a><a href="https://theme.cn/">t</a></body></html>'
    data = {"facts": {}, "sources": {"S": "https://s.cn/", "T": None, "U": "https://b.cn/"}}
    site = make_site({"both/a.md": PAGE, "site/index.html": html}, data=data)
    found = collect(site, BuiltSite.load(site.root / "site", site.root, site.config.site_url))
    places = {address.url: [str(place).removeprefix("docs/") for place in address.places] for address in found}
    assert list(places) == [
        "https://a.cn/x", "https://b.cn/", "//d.cn/", "https://[bad/", "ftp://e.cn/", "https://c.cn/p.png",
        "https://s.cn/", "https://theme.cn/",
    ]  # fmt: skip
    assert places["https://a.cn/x"] == ["zh/a.md:3:1", "zh/a.md:3:29", "en/a.md:3:1", "en/a.md:3:29"]
    assert places["https://b.cn/"][-1] == "_data/sources.yml:1:1"
    assert places["https://theme.cn/"] == ["site/index.html:1:51"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Log) -> Callable[..., tuple[int, str, str]]:
    """A function that checks the addresses of a made project from the command line: status, output, standard error."""
    monkeypatch.setattr("payguide.external.model.Manners", lambda: QUICK)
    config = (
        "site_name: G\nplugins:\n  - i18n:\n      languages:\n        - {locale: en, name: English, default: true}\n"
    )

    def check(text: str, *options: str) -> tuple[int, str, str]:
        write_files(tmp_path, {"mkdocs.yml": config, "en/index.md": f"# Home\n\n{text}\n"})
        arguments = ["check", "external", "--root", str(tmp_path), "--lang", "en", "--format", "terminal", *options]
        done = CliRunner().invoke(cli, arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return check


def test_command_fails_for_what_is_gone(project: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = project("[a](http://host.cn/gone) [b](http://host.cn/ok)")
    assert status == 1
    assert out.startswith("2 addresses: 1 ok, 1 gone (0 known from before)\n")
    assert "docs/en/index.md:3:1: error: http://host.cn/gone is gone (HTTP 404)" in out


def test_command_passes_for_everything_else(project: Callable[..., tuple[int, str, str]]) -> None:
    paths = ["refused", "hang", "closed", "moved", "loop", "long-pause"]
    status, out, _ = project("\n".join(f"[{path}](http://host-{path}.cn/{path})" for path in paths))
    assert status == 0
    assert out.startswith("6 addresses: 1 moved, 2 blocked, 1 timeout, 2 error (0 known from before)\n")
    assert "  blocked     http://host-refused.cn/refused  (HTTP 403)\n" in out
    assert "note: http://host-moved.cn/moved has moved for good [external-moved]" in out
    assert "write http://host-moved.cn/ok?from=moved" in out


def test_command_for_programs_and_parts(project: Callable[..., tuple[int, str, str]]) -> None:
    text = "[a](http://host.cn/gone) [b](http://other.cn/ok)"
    status, out, err = project(text, "--format", "json", "--only", "other.cn")
    assert (status, json.loads(out)["findings"]) == (0, [])
    assert err.startswith("1 addresses: 1 ok (0 known from before)")
    _, out, _ = project(text, "--only", "other.cn")
    assert "(1 known from before)" in out
    _, out, _ = project(text, "--only", "other.cn", "--max-age", "0")
    assert "(0 known from before)" in out
