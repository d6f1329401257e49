"""What English says around its figures: denials, duties, ideas that tell figures apart, sums."""

from __future__ import annotations

import re

from payguide.model.patterns import later
from payguide.values.parsing.base import Bound, Words

#: What makes a figure a bound, right before it and right behind it.
BOUNDS: dict[Bound, str] = {
    "about": "about|around|approximately|roughly|some|nearly|almost|~|≈|c.",
    "least": "at least|no less than|not less than|no fewer than|not fewer than|no lower than|minimum of",
    "most": "up to|at most|no more than|not more than|not exceed|n't exceed|n’t exceed|not exceeding|no higher than",
    "min": "more than|over|above|exceed|exceeds|exceeding|not below|not under|>|≥",
    "max": "less than|under|below|within|maximum of|fewer than|lower than|not over|not above|<|≤",
}
BOUNDS_AFTER = re.compile(
    r" (?:(?P<min>(?:or|and) (?:more|above|over|up|higher|longer))"
    r"|(?P<max>(?:or|and) (?:less|fewer|below|under|lower)))\b"
)

WORDS = Words(
    # These are searched for in whole pages of small letters: each branch begins with a letter of its own.
    denial=later(
        r"n(?:ot\b(?:(?<=must not)|(?<=do not)|(?<=cannot)|(?<=can not)|(?<=may not)|(?<=shall not)|(?<=should not))"
        r"(?! only\b)|ot (?:allowed|permitted)\b|ever\b(?<![a-z]never)(?! mind)|['’]t\b(?:(?<=mustn.t)|(?<=don.t)"
        r"|(?<=can.t)|(?<=shouldn.t))(?<!if you don.t))|prohibited\b|forbidden\b|stay (?:at|with|by|near)\b",
    ),
    negation=later(
        r"n(?:ot\b(?! (?:only|just|least|until|yet)\b)(?<!or not)(?<! if not)(?<!or \w{3} not)(?<!or \w{5} not)"
        r"|['’]t\b(?<!if you don.t)(?! matter)|o\b(?<![a-z]no) (?:need|fee|fees|charge|limit|cost)\b)"
    ),
    denied=later(
        r"n['’]t\b|\b(?:no|not|never|nor|none|nothing|nobody|nowhere|neither|without|cannot|avoid\w*|refus\w*|refrain\w*"
        r"|forbid\w*|forbade|prohibit\w*|ban|banned|bans|illegal\w*|unlawful\w*|non\w*|fail\w*|only|except\w*|instead"
        r"|in(?:valid|correct|complete|activ|access|accura|adequa|appropria|capab|compatib|consisten|dependen|direct"
        r"|eligib|secur|sufficien|visib)\w*|im(?:possib|proper|perfect|permissib|mutab|practica)\w*"
        r"|un(?!der|til\b|it|ion|iv)\w{3,}|dis(?:ab|allow|card|connect|continu|regard|agree|appear)\w*"
        r"|mis(?!sion)\w{4,}"
        r"|rather|free|beware|stop\w*|declin\w*|hardly|barely|rarely|seldom|too|little|few|fewer|less|lack\w*"
        r"|out of|away|off|den(?:y|ies|ied)|reject\w*|block\w*|prevent\w*|exclud\w*|exempt\w*|waive\w*|skip\w*"
        r"|leave (?:out|alone)|leav\w+ \w+ (?:out|alone)|keep(?! \w+ing)|stay\w*|remain\w*|before|beyond"
        r"|eliminat\w*|remov\w*|preserv\w*|distinct\w*|differ\w*|required|mandatory"
        r"|\w+less|limit\w*|restrict\w*|against|other than|unlike|optional\w*|ignor\w*|omit\w*|drop\w*|miss\w*"
        r"|wrong\w*|bad|hide\w*)\b",
    ),
    flaws=later(r"\b(?:wrong\w*|bad|invalid|incorrect\w*|limit\w*|missing)\b"),
    refusal=later(r"\b(?:refus\w*|reject\w*|declin\w*|forget\w*|miss\w*|fail\w*)\b"),
    duty=later(r"m(?:ust\b(?! not|n['’]t)|andatory\b)|compulsory\b|h(?:as|ave) to\b|required to\b"),
    bound=later(
        r"\b(?:must|have to|has to|had to|need\w*|requir\w*|shall|should|ought|always|make sure|be sure|ensure\w*"
        r"|only|oblig\w*"
        r"|mandatory|compulsory|necessary|essential|important|until|unless|never|no|not|without|cannot|please|is to"
        r"|are to|got to|supposed|expect\w*|demand\w*|insist\w*|enforce\w*|forc\w*|remember|take care|once|after|if"
        r"|provided|as soon as|as long as)\b",
    ),
    leave=later(r"\b(?:may|can|could|might|is allowed to|are allowed to|optional(?:ly)?)\b(?! not)"),
    cues={
        name: later(rf"\b(?:{words})\b", re.IGNORECASE)
        for name, words in {
            "each": "each|per (?:payment|transaction|withdrawal|time|purchase|card)|a (?:payment|time|transaction"
            "|withdrawal)|single|at a time|every time",
            "day": "a day|per day|daily|each day|every day|in one day",
            "week": "a week|per week|weekly|each week",
            "month": "a month|per month|monthly|each month",
            "year": "a year|per year|yearly|annual|annually|each year|in one year",
            "fee": "fees?|charges?|costs?|commission",
            "limit": "limits?|up to|at most|maximum|no more than|ceiling",
            "least": "at least|minimum|from|above|over|more than|exceed\\w*",
            "less": "less than|below|under|fewer than|within",
            "adult": "adults?|grown-ups?", "child": "child|children|kids?|students?|minors?",
            "from": "from|was|were|previously|formerly|originally|old",
            "to": "to|now|until|becomes?|raised|reaches",
            "deposit": "deposits?|pay in", "withdraw": "withdraw\\w*", "credit": "credit", "debit": "debit",
            "cash": "cash", "card": "card|cards", "scan": "scan\\w*|codes?|mobile|phone",
            "weekday": "weekdays?|working days?|monday", "weekend": "weekends?|holidays?|sundays?",
            "open": "opens?|starts?|begins?", "close": "closes?|ends?|stops?",
            "refund": "refunds?|refunded", "rate": "rates?|ratio|share", "police": "police", "fire": "fire",
            "ambulance": "ambulance|emergency|medical", "home": "domestic|local|mainland",
            "abroad": "overseas|foreign|abroad",
            "new": "new", "old": "old", "first": "first", "apart": "apart|interval|between",
        }.items()
    },
    paid=later(r"\b(?:pays?|paid|paying|hands?|handed|gives?|gave)\b[^0-9,.;]{0,16}\Z"),
    change=later(
        r"\bchange(?: is| of| should be| will be|:)+ ?\Z|\b(?:gets? back|gives? back|gives? you back) ?\Z"
    ),
    hints={
        number: later(rf"\b(?:{words})")
        for number, words in {
            0: r"no\b|zero|nil\b|none|nought|without", 1: "single|sole|mono|unary",
            2: "doubl|dual|pair|couple|bi-|bilin|bidirec|binar|halv", 3: "tripl|tri-|triang|tripart|tern",
            4: "four|quad|tetra", 5: "five|penta|quint", 6: "six|hexa", 7: "seven", 8: "eight|octa|octe", 9: "nine",
            10: "ten\\b|deca", 11: "eleven", 12: "twelve",
        }.items()
    },
    sums={
        "plus": later(r"\+|plus"), "minus": later(r"[-–−]|minus|less"),
        "times": later(r"[×xX*]|times|multiplied by"), "over": later(r"÷|/|divided by"),
        "share": later(r"of|on"),
        "equals": later(r",?(?:=|equals?|is|are|makes?|comes to|gives|totals|that is|i\.e\.|for a total of"
        "|a total of|=>)"),
        "about": later(r"≈|is about|is roughly|or about|about|roughly|approximately"),
    },
)  # fmt: skip
