"""Every page as the Nu HTML checker judges it: no error, no warning; and tables that stay tables on a phone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from payguide.look import served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

CHECKER = Path(sys.prefix) / "node/node_modules/vnu-jar/build/dist/vnu.jar"  # set-up puts it there
#: Pages are checked as served, not as files: only there does a policy's 'self' mean the guide.
JAVA = ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(CHECKER)]


def complaints(addresses: list[str]) -> list[str]:
    """What the checker says of the pages at `addresses`: kind, page and message, warnings as well as errors."""
    command = [*JAVA, "--format", "json", "--exit-zero-always", *addresses]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(told.stderr)["messages"]
    return [f"{item.get('subType', item['type'])}: {item.get('url')}: {item['message']}" for item in found]


def test_every_page_is_valid(built: Path, origin: str) -> None:
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    assert len(pages) > 70
    assert complaints([origin + page for page in pages]) == []


def test_the_checker_finds_faults_where_there_are_some(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = '<table><tr><td role="cell">b</table><ul role="list"><li>c</ul>'
    page.write_text(f'<!doctype html><html lang="en"><title>a</title>{text}')
    with served(tmp_path) as origin:
        kinds = [line.split(":")[0] for line in complaints([f"{origin}page.html", f"{origin}none.html"])]
    assert sorted(set(kinds)) == ["error", "io", "warning"]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_table_is_a_table_to_screen_readers(browser: Browser, origin: str, width: int, scripts: bool) -> None:
    """As cards too; without scripts this is up to the browser, and Chromium does it."""
    context = browser.new_context(viewport={"width": width, "height": 780}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(origin + "en/pay/cash/")
    table = page.get_by_role("table").first
    rows = table.get_by_role("row").count()
    heads = table.get_by_role("columnheader").count()
    tree = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if "role" in node]
    assert rows > 2 and heads > 1
    assert roles.count("row") >= rows and roles.count("columnheader") >= heads
    assert roles.count("rowheader") >= rows - 1 and roles.count("cell") >= (rows - 1) * (heads - 1)
    context.close()
