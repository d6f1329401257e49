"""The checker: content in, findings out. A new family of rules is a module here and a line in one of the two
tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import ModuleType

from payguide.checks import (
    address,
    branches,
    excuses,
    facts,
    figures,
    front_matter,
    headings,
    images,
    links,
    navigation,
    project,
    translations,
)
from payguide.checks import built as built_rules
from payguide.checks.excuses import CheckConfig, load_check_config
from payguide.checks.rule import Rule
from payguide.model.findings import Finding
from payguide.model.site import Site
from payguide.sources.built import BuiltSite

#: Modules with `RULES` and `check(site)`, in the order of the project's own life: files, words, places.
SOURCE: tuple[ModuleType, ...] = (
    project,
    front_matter,
    headings,
    translations,
    navigation,
    links,
    images,
    facts,
    figures,
    branches,
)
#: Modules with `RULES` and `check(site, built)`.
BUILT: tuple[ModuleType, ...] = (built_rules, address)
#: All modules that have rules; those of `excuses` are the runner's own.
MODULES: tuple[ModuleType, ...] = (*SOURCE, *BUILT, excuses)
#: Every rule by its id.
RULES: Mapping[str, Rule] = {rule.id: rule for module in MODULES for rule in module.RULES}


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
    config = config or load_check_config(site.root, RULES)
    found = list(also)
    for module in SOURCE:
        found.extend(_guarded(module, partial(module.check, site)))
    if built is not None:
        for module in BUILT:
            found.extend(_guarded(module, partial(module.check, site, built)))
    stamped = excuses.stamp(found, config.severities)
    kept = list(excuses.excuse(stamped, config.excuses, site.today, _ran(config, built)))
    return sorted([*kept, *config.problems], key=lambda finding: finding.sort_key)


def _ran(config: CheckConfig, built: BuiltSite | None) -> Mapping[str, Rule]:
    """The rules whose silence means something: neither switched off nor waiting for a built site."""
    off = {rule for rule, severity in config.severities.items() if severity is None}
    return {
        name: rule for name, rule in RULES.items() if name not in off and (rule.lane == "source" or built is not None)
    }


def _guarded(module: ModuleType, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What `check` finds; a fault of the rule itself becomes a finding, so that it hides no other rule's."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except Exception as error:
        found.append(project.crashed(module.__name__.rpartition(".")[2], error))
    return found
