"""The checker: content in, findings out. A new family of rules is a module here and a line in one of the two
tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

from payguide.checks import (
    address,
    baseline,
    branches,
    built_links,
    excuses,
    external,
    fact_dates,
    facts,
    figures,
    front_matter,
    headings,
    images,
    language,
    lengths,
    link_definitions,
    link_targets,
    link_text,
    links,
    markup,
    navigation,
    paragraphs,
    project,
    references,
    shared,
    spacing,
    staleness,
    structure,
    terms,
    translations,
    typography,
    values,
)
from payguide.checks import built as built_rules
from payguide.checks.baseline import Verdict
from payguide.checks.comments import in_place
from payguide.checks.rule import Rule
from payguide.checks.settings import CheckConfig, load_check_config
from payguide.model.findings import Finding, Severity
from payguide.model.site import Site
from payguide.sources.built import BuiltSite

#: Modules with `RULES` and `check(site)`, in the order of the project's own life: files, words, places.
SOURCE: tuple[ModuleType, ...] = (
    project,
    front_matter,
    headings,
    translations,
    staleness,
    navigation,
    links,
    link_text,
    link_targets,
    link_definitions,
    images,
    facts,
    fact_dates,
    figures,
    branches,
    markup,
    structure,
    references,
    shared,
    lengths,
    paragraphs,
    values,
    language,
    terms,
    typography,
    spacing,
)
#: Modules with `RULES` and `check(site, built)`.
BUILT: tuple[ModuleType, ...] = (built_rules, built_links, address)
#: All modules that have rules; `external` has a lane of its own, those of `excuses` and `baseline` are the runner's.
MODULES: tuple[ModuleType, ...] = (*SOURCE, *BUILT, external, excuses, baseline)
#: Every rule by its id.
RULES: Mapping[str, Rule] = {rule.id: rule for module in MODULES for rule in module.RULES}
_OFF: Mapping[str, Severity | None] = {name: None for name, rule in RULES.items() if not rule.on}


def run(
    site: Site,
    built: BuiltSite | None = None,
    config: CheckConfig | None = None,
    also: Sequence[Finding] = (),
) -> list[Finding]:
    """All findings about `site`, sorted by place: select, check, stamp the severity, excuse, sort.

    Site rules run when `built` is given. `config` is read from the project's `.checks.yml` when it is not
    given. `also` are findings of other stages, such as reading data files, to be treated like the rules' own.
    """
    return verdict(site, built, config, also).findings


def verdict(
    site: Site,
    built: BuiltSite | None = None,
    config: CheckConfig | None = None,
    also: Sequence[Finding] = (),
    known: Path | None = None,
) -> Verdict:
    """What `run` finds, parted from what the baseline lists: that in the file `known`, else the project's own."""
    config = config or load_check_config(site.root, RULES)
    config = replace(config, severities={**_OFF, **config.severities})
    found = list(also)
    for module in SOURCE:
        if any(config.severities.get(rule.id, rule.severity) for rule in module.RULES):  # else all are switched off
            found.extend(_guarded(module, partial(module.check, site)))
    if built is not None:
        for module in BUILT:
            found.extend(_guarded(module, partial(module.check, site, built)))
    stamped = excuses.stamp(found, config.severities)
    inside = in_place(site, RULES)
    kept = list(excuses.excuse(stamped, (*config.excuses, *inside.excuses), site.today, _ran(config, built)))
    found = sorted([*kept, *config.problems, *inside.problems], key=lambda finding: finding.sort_key)
    return baseline.judge(site, found, RULES.keys() - _ran(config, built).keys(), known)


def outside(site: Site, found: list[Finding]) -> list[Finding]:
    """`found` by the rules of `external`, stamped and excused as those of `run` are."""
    config, mine = load_check_config(site.root, RULES), {rule.id: rule for rule in external.RULES}
    excused = [entry for entry in (*config.excuses, *in_place(site, RULES).excuses) if entry.rule in mine]
    stamped = excuses.stamp(found, config.severities)
    return sorted(excuses.excuse(stamped, tuple(excused), site.today, mine), key=lambda finding: finding.sort_key)


def _ran(config: CheckConfig, built: BuiltSite | None) -> Mapping[str, Rule]:
    """The rules whose silence means something: neither switched off nor waiting for a built site."""
    off = {rule for rule, severity in config.severities.items() if severity is None}
    lanes = ("source",) if built is None else ("source", "site")
    return {name: rule for name, rule in RULES.items() if name not in off and rule.lane in lanes}


def _guarded(module: ModuleType, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What `check` finds; a fault of the rule itself becomes a finding, so that it hides no other rule's."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except Exception as error:
        found.append(project.crashed(module.__name__.rpartition(".")[2], error))
    return found
