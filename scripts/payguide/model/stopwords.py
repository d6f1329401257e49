"""Words that hardly any text of a language can do without, and that names do not hold: they tell languages apart."""

from __future__ import annotations

import re
from functools import lru_cache

#: By language, words that are rare in the other languages of this table.
STRONG = {
    "en": "is are was were you your please to with can not if it this that when will must should do does have has we"
    " our from at by be they there what which how before after into about but or only any more than",
    "de": "der die das und ist nicht sie ihr ihre mit für auf ein eine einen dem den des werden wird kann können wenn"
    " oder auch bei nach aus von zum zur sich wie noch nur",
    "fr": "le la les des est et une dans pour que qui vous votre avec sur pas ne ce cette sont par au aux du ou plus",
    "es": "el los las es una para que con por del su usted puede no si como más pero se sus al este esta son",
    "it": "il gli della di che è una per con non si del sono nella alla le lo dei delle può questo anche come",
    "pt": "o os as é uma para que com não por do da dos das em se você seu sua ao mais como pode são",
    "nl": "de het een en is niet met voor van op dat die zijn uw kan als ook naar bij wordt worden deze maar",
}
#: English words that names hold too: they count only beside the others.
WEAK = frozenset("a an the of and for in on as up out no all".split())


@lru_cache(maxsize=16)
def strong(code: str) -> frozenset[str]:
    """The words of a language by its code; none where there is no list."""
    return frozenset(STRONG.get(code, "").split())


@lru_cache(maxsize=16)
def telling(code: str, other: str) -> re.Pattern[str] | None:
    """Finds words of the language `code` that the language `other` does not use; None where there is no list."""
    words = sorted(strong(code) - strong(other))
    if not words or not strong(other):
        return None
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
