"""Which way to pay: three questions, and the table of all rules that their answers choose a row of."""

from __future__ import annotations

from payguide.model.ways import Question, Way
from payguide.rendering.helpers import Desk


def form(desk: Desk) -> str:
    """The questions, and the place where the answer appears."""
    questions = "".join(_question(question, desk) for question in (desk.data.questions or {}).values())
    return (
        f'<form class="helper" data-helper="ways" data-nosearch autocomplete="off">{questions}'
        f'<div class="helper-answer" role="status"><p>{desk.say("ways_open")}</p></div>'
        f'<button class="button" type="reset">{desk.say("helper_again")}</button></form>'
    )


def _question(question: Question, desk: Desk) -> str:
    hint = f" <small>{desk.words(question.hint)}</small>" if question.hint else ""
    kind = "checkbox" if question.many else "radio"
    tiles = "".join(
        desk.tile(kind, question.id, answer.id, desk.words(answer.words), " data-alone" if answer.alone else "")
        for answer in question.answers
    )
    legend = f"<legend>{desk.words(question.title)}{hint}</legend>"
    return f'<fieldset name="{question.id}">{legend}<div class="choices">{tiles}</div></fieldset>'


def table(desk: Desk) -> str:
    """Every rule as a row: the situation, the best way with the reason and the page to read, what to do if it fails.

    It is open for readers without scripts; the script folds it up.
    """
    heads = "".join(f"<th>{desk.say(f'ways_{key}')}</th>" for key in ("situation", "best", "otherwise"))
    rules = list((desk.data.ways or {}).values())
    rows = "".join(_row(way, desk) for way in rules)
    summary = desk.say("ways_all").replace("{number}", str(len(rules)))
    body = f'<table class="ways"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    # What the rows say, the pages that they lead to say better: the search leaves them out.
    return f'<details class="helper-table" open data-nosearch><summary>{summary}</summary>{body}</details>'


def _row(way: Way, desk: Desk) -> str:
    url, title = desk.page(way.page)
    conditions = "".join(f' data-{key}="{" ".join(wanted)}"' for key, wanted in way.when.items())
    colour = f' class="way-{way.way}"' if way.way else ""
    best = f"<strong>{desk.icon(way.way) if way.way else ''}<span>{desk.words(way.best)}</span></strong>"
    why = f'<p>{desk.words(way.why)}</p><a href="{url}">{title}</a>'
    return (
        f"<tr{colour}{conditions}><td>{_situation(way, desk)}</td><td>{best}{why}</td>"
        f"<td><p>{desk.words(way.otherwise)}</p></td></tr>"
    )


def _situation(way: Way, desk: Desk) -> str:
    """The conditions of a rule in words, one question a line: `Hotel / Hospital`."""
    lines = []
    for question in (desk.data.questions or {}).values():
        chosen = [desk.words(item.words) for item in question.answers if item.id in way.when.get(question.id, [])]
        lines += [" / ".join(chosen)] if chosen else []
    return "<br>".join(lines) or desk.say("ways_any")
