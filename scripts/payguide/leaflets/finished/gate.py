"""Can everybody read the file, with whatever reads it to them?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator

import page as validator

from payguide.leaflets.finished.expected import Expected
from payguide.model.findings import Finding
from payguide.model.messages import say


def check_accessible(expected: Expected, content: bytes) -> Iterator[Finding]:
    """A finding for every rule that the file breaks; a file that cannot be read breaks one."""
    hint = say("see the form's template in overrides/leaflets: title, language, alt, order of headings, tables")
    try:
        report = validator.validate_pdf_bytes(content, profile="ua1")
    except validator.PageError as error:
        message = say("{name} cannot be read by a validator: {error}", name=expected.subject.name, error=error)
        yield expected.finding("leaflet-ua-refused", message, hint)
        return
    for rule, text in dict.fromkeys((failure.rule_id, failure.message) for failure in report.failures):
        message = say("{name}: PDF/UA-1 {rule}: {message}", name=expected.subject.name, rule=rule, message=text)
        yield expected.finding("leaflet-ua-refused", message, hint)
