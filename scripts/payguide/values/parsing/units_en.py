"""English words behind numbers: currencies, units of time and measure; months and number words."""

from __future__ import annotations

from payguide.values.parsing.base import Kind

_MONEY = {
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "kuai": "CNY", "dollar": "USD", "dollars": "USD", "bucks": "USD",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "yen": "JPY", "won": "KRW",
    "baht": "THB", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "rupees": "INR", "francs": "CHF",
    "ringgit": "MYR", "dong": "VND", "pataca": "MOP", "patacas": "MOP", "us dollar": "USD", "us dollars": "USD",
    "u.s. dollars": "USD", "american dollars": "USD", "hong kong dollar": "HKD", "hong kong dollars": "HKD",
    "singapore dollars": "SGD", "australian dollars": "AUD", "canadian dollars": "CAD", "chinese yuan": "CNY",
    "yuan renminbi": "CNY", "swiss francs": "CHF", "british pounds": "GBP", "japanese yen": "JPY",
    "new zealand dollars": "NZD", "taiwan dollars": "TWD", "korean won": "KRW", "thai baht": "THB",
}  # fmt: skip
#: Small coins: the share of the whole and its currency.
COINS = {"jiao": ("0.1", "CNY"), "mao": ("0.1", "CNY"), "fen": ("0.01", "CNY"), "cents": ("0.01", "USD"),
         "cent": ("0.01", "USD"), "pence": ("0.01", "GBP")}  # fmt: skip
_TIMES = (
    "second:second seconds secs|minute:minute minutes mins|hour:hour hours|day:day days night nights|week:week weeks"
    "|month:month months|quarter:quarters|year:year years|decade:decade decades|millisecond:millisecond milliseconds"
)
_DAYS = {"working": "working day", "business": "working day", "calendar": "day", "natural": "day",
         "trading": "trading day", "full": "day", "consecutive": "day", "whole": "day"}  # fmt: skip
_MEASURES = (
    "mm:millimetre millimetres millimeter millimeters|cm:centimetre centimetres centimeter centimeters"
    "|m:metre metres meter meters|km:kilometre kilometres kilometer kilometers|g:gram grams gramme grammes"
    "|kg:kilogram kilograms kilo kilos|t:tonne tonnes|mg:milligram milligrams|ml:millilitre millilitres milliliters"
    "|l:litre litres liter liters|°C:celsius degrees\u00a0celsius|°F:fahrenheit|jin:jin|inch:inch inches|foot:foot feet"
    "|mile:mile miles|px:pixel pixels|mu:mu|hectare:hectare hectares|°:degree degrees|byte:byte bytes|V:volt volts"
    "|W:watts"
    "|m²:square\u00a0metres square\u00a0meters|km²:square\u00a0kilometres square\u00a0kilometers|m³:cubic\u00a0metres"
    "|°C:degrees\u00a0centigrade|nautical mile:nautical\u00a0miles"
)


def _named(table: str, kind: Kind) -> dict[str, tuple[Kind, str]]:
    pairs = (entry.split(":") for entry in table.split("|"))
    return {word.replace("\u00a0", " "): (kind, name) for name, words in pairs for word in words.split(" ")}


#: Every unit, in lower case, with its kind and name.
UNITS: dict[str, tuple[Kind, str]] = {
    **{word: ("money", code) for word, code in _MONEY.items()},
    **_named(_TIMES, "duration"),
    **_named(_MEASURES, "measure"),
    **{f"{adjective} {noun}": ("duration", name) for adjective, name in _DAYS.items() for noun in ("day", "days")},
    "per cent": ("percent", ""),
    "per mille": ("percent", "‰"),
    "permille": ("percent", "‰"),
    "percent": ("percent", ""),
    "percentage point": ("percent", ""),
    "percentage points": ("percent", ""),
}
#: First words of units of several words.
LEADING = frozenset(unit.split(" ")[0] for unit in UNITS if " " in unit) | {"hong", "new", "u"}

MAGNITUDES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
              "k": 10**3,
              "bn": 10**9, "mn": 10**6, "m": 10**6}  # fmt: skip
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
MONTHS = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}

_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
         " seventeen eighteen nineteen")  # fmt: skip
CARDINALS = {word: number for number, word in enumerate(_ONES.split())} | {
    word: number * 10 for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {"twentieth": 20}
FRACTIONS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
             "tenth": 10, "tenths": 10}  # fmt: skip
MULTIPLES = {"once": 1, "twice": 2, "thrice": 3, "both": 2, "double": 2, "triple": 3, "couple": 2, "pair": 2}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
