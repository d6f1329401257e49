"""What of the registry is due: `facts due`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import MKDOCS, MakeSite, write_files
from payguide.cli import cli
from payguide.model.facts import Fact
from payguide.model.uses import day_of, due, uses_of

FACT = """\
- id: {id}
  kind: count
  value: 3
  unit: {{zh: 天, en: days}}
  label: {{zh: 期限, en: limit}}
  sources: [S]
  effective: "2026-01"
  checked: "2026-01-01"
  review_by: "{review_by}"
  confidence: confirmed
"""
SOURCE = '- id: S\n  url: https://s.cn/\n  publisher: {zh: 甲, en: A}\n  date: "2026"\n  kind: official\n'
FILES = {
    "mkdocs.yml": MKDOCS,
    "both/index.md": '# A\n\n{{ fact("a.late") }} {{ checked("a.late") }}\n',
    "_data/sources.yml": SOURCE,
    "_data/facts/a.yml": FACT.format(id="a.late", review_by="2026-11-20")
    + FACT.format(id="a.soon", review_by="2026-12-01")
    + FACT.format(id="a.ends", review_by="2027-06-01").replace("  checked", '  expires: "2026-11-23"\n  checked')
    + FACT.format(id="a.far", review_by="2027-06-01"),
}


def _run(root: Path, *options: str) -> str:
    write_files(root, FILES)
    done = CliRunner().invoke(cli, ["facts", "due", "--root", str(root), "--today", "2026-11-23", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_list_by_date(tmp_path: Path) -> None:
    lines = _run(tmp_path).splitlines()
    assert lines == [
        "2026-11-20  3 days ago    review  a.late  (docs/_data/facts/a.yml:1; docs/en/index.md, docs/zh/index.md)",
        "2026-11-23  today         ends    a.ends  (docs/_data/facts/a.yml:21; no page)",
        "2026-12-01  in 8 days     review  a.soon  (docs/_data/facts/a.yml:11; no page)",
        "3 of 4 facts are due within 30 days.",
    ]


def test_nothing_but_the_overdue_within_no_day(tmp_path: Path) -> None:
    assert [line.split()[0] for line in _run(tmp_path, "--within", "0").splitlines()] == [
        "2026-11-20",
        "2026-11-23",
        "2",
    ]
    assert "a.soon" not in _run(tmp_path, "--within", "7")
    assert "a.far" in _run(tmp_path, "--within", "365")


def test_json(tmp_path: Path) -> None:
    report = json.loads(_run(tmp_path, "--format", "json", "--within", "8"))
    assert (report["today"], report["within"]) == ("2026-11-23", 8)
    assert [(entry["id"], entry["why"], entry["days"]) for entry in report["due"]] == [
        ("a.late", "review", -3),
        ("a.ends", "expires", 0),
        ("a.soon", "review", 8),
    ]
    assert report["due"][0]["pages"] == ["docs/en/index.md", "docs/zh/index.md"]
    assert report["due"][2] == {
        "id": "a.soon", "why": "review", "date": "2026-12-01", "days": 8, "path": "docs/_data/facts/a.yml", "line": 11,
        "pages": [],
    }  # fmt: skip


def test_project_without_a_registry(make_site: MakeSite) -> None:
    site = make_site({"both/a.md": '# A\n\n{{ fact("x") }}\n'})
    assert due(site, 30) == []
    assert uses_of(site).pages("x") == ["docs/en/a.md", "docs/zh/a.md"]


@pytest.mark.parametrize(
    ("value", "day"),
    [("2026-11-23", date(2026, 11, 23)), (" 2026-11-23 ", date(2026, 11, 23)), (date(2026, 1, 2), date(2026, 1, 2)),
     ("2026-11-23 12:00:00", date(2026, 11, 23)), ("2026-11", None), ("", None), (None, None), (20261123, None),
     (["2026-11-23"], None)],
)  # fmt: skip
def test_days(value: object, day: date | None) -> None:
    assert day_of(value) == day


def _fact(**more: str) -> Fact:
    values = {
        "id": "a", "kind": "text", "value": "x", "label": "y", "sources": ["S"], "checked": "2026-01-01",
        "review_by": "2026-06-01", "confidence": "confirmed",
    }  # fmt: skip
    return Fact.model_validate({**values, **more})


@pytest.mark.parametrize(("effective", "expires"), [("2026", "2026-03-01"), ("2026-03", "2026-03-01")])
def test_a_fact_may_end_when_it_begins(effective: str, expires: str) -> None:
    assert _fact(effective=effective, expires=expires).expires == expires


@pytest.mark.parametrize(
    ("effective", "expires"),
    [("2026-03-02", "2026-03-01"), ("2026-04", "2026-03-31"), ("2027", "2026-12-31"), ("2026", "2026-12")],
)
def test_a_fact_does_not_end_before_it_begins(effective: str, expires: str) -> None:
    with pytest.raises(ValueError, match="expires"):
        _fact(effective=effective, expires=expires)


def test_a_fact_without_beginning_may_end() -> None:
    end = (date(2026, 1, 1) + timedelta(days=400)).isoformat()
    assert _fact(expires=end).expires == end
