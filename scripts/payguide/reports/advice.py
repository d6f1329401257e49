"""What to do first: rules whose findings explain much of the rest, gravest first."""

from __future__ import annotations

from collections.abc import Collection

from payguide.model.messages import say

_ADVICE = {
    "config-invalid": say("mend mkdocs.yml first: without it nothing else can be told"),
    "pages-missing": say("nothing was checked: look at --root and docs_dir first"),
    "check-crashed": say("a rule failed, so this result is not complete"),
    "yaml-syntax": say("mend the YAML first: what a broken file holds is unknown to all other rules"),
    "data-invalid": say("mend docs/_data before the pages: they are judged by what it says"),
    "translation-missing": say("a page for one language only needs an entry in .checks.yml with an end date"),
    "fact-unknown": say("scripts/guide facts list shows every fact with its id"),
    "fact-hardcoded": say("figures belong in docs/_data/facts/, with source and date"),
    "leaflet-version-stale": say("scripts/guide leaflets --stamp records the new version of a sheet"),
    "built-page-missing": say("scripts/guide build makes the built site anew"),
}


def advice(rules: Collection[str]) -> list[str]:
    """What to do when `rules` found something."""
    return [words for rule, words in _ADVICE.items() if rule in rules]
