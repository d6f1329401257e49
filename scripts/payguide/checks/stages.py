"""What other stages of the guide find: reading data files, building pages, printing leaflets.

These rules are not run by the checker; their findings arrive with the stage. They are explained here.

data-invalid
    An entry of docs/_data cannot be used: a field is missing, unknown or of the wrong kind, or a language has no words.
    Bad:  `value: "5000"` for an amount
    Good: `value: 5000`
yaml-syntax
    A data file is not YAML, so that nothing in it is known.
    Bad:  `label: {zh: 限额, en: limit`
    Good: `label: {zh: 限额, en: limit}`
id-duplicate
    Two entries have the same id: a page could print either.
    Bad:  `- id: atm.fee` in two files
    Good: `- id: atm.fee` and `- id: atm.fee_abroad`
string-missing
    A text of the site's own frame has no words in a language, so its readers see a blank or another language.
    Bad:  `menu: 目录` in strings/zh.yml alone
    Good: `menu: Menu` in strings/en.yml as well
call-invalid
    A page calls something that cannot be printed: the build stops.
    Bad:  `{{ fact(tel.police) }}`
    Good: `{{ fact("tel.police") }}`
mkdocs
    The site generator refused the pages. It says why in its own words.
    Bad:  a plugin in mkdocs.yml that is not installed
    Good: what `mkdocs build --strict` takes
site-file-broken
    A file of the built site is not what its name says, for instance a script that no browser could run.
    Bad:  `const now = ;` in docs/assets/js
    Good: `const now = Date.now();`
leaflet-unknown
    A page offers a leaflet that does not exist, or not in its language.
    Bad:  `leaflet: visitors`
    Good: `leaflet: visitor`
leaflet-locale-unknown
    A leaflet is to be printed in a language that the site does not have.
    Bad:  `title: {zh: 指南, fr: Guide}` on a site without French
    Good: the languages of mkdocs.yml
leaflet-section-missing
    A leaflet cuts out a section that the built page does not have: a panel would stay empty.
    Bad:  `ref: pay/cards#step`
    Good: `ref: pay/cards#steps`
leaflet-icon-missing
    There is no such pictogram.
    Bad:  `icon: creditcard`
    Good: `icon: card`, the name of a file in overrides/.icons/pay
leaflet-overflow
    Text does not fit its panel, would be cut off, printed over other text or where not every printer reaches.
    Bad:  a section of 300 words in a panel of a folded sheet
    Good: a shorter section, or two panels
leaflet-pages
    The sheet has more or fewer pages than its form.
    Bad:  a folded sheet of three pages
    Good: two
leaflet-words-missing
    The template of a form asks for words that nobody wrote: the sheet would have a gap.
    Bad:  a tri-fold without `words: {stamp: …}`
    Good: the words in docs/_data/leaflets.yml, or as `paper_…` in docs/_data/strings
leaflet-name-taken
    Two sheets would be written to the same file: one of them would be lost.
    Bad:  a leaflet `page-pay-cards` beside the large print of the page pay/cards
    Good: another id
leaflet-qr-missing
    No QR code leads from the sheet to its page, so that nobody can see whether the paper is current.
    Bad:  a template without `paper.online(…)`
    Good: one code a sheet
leaflet-qr-small
    The modules of a QR code are too small for a phone's camera.
    Bad:  a very long address on a card
    Good: 0.5 mm a module at least
leaflet-glyph-missing
    A character is in none of the leaflets' fonts and would be printed as a box.
    Bad:  a rare character in a section that is printed
    Good: `scripts/guide fonts`, which puts it in
leaflet-font-missing
    A font file cannot be read, so that the sheet would look different.
    Bad:  overrides/leaflets/fonts without its files
    Good: the files that `scripts/guide fonts` makes
leaflet-font-substituted
    Text is set in a font that is not ours: a style names a family that is not there, or a shape that has no file.
    Bad:  `font-style: italic`
    Good: the families of overrides/leaflets/base.css
leaflet-image-missing
    A picture cannot be read, or says nothing to those who cannot see it.
    Bad:  a picture from another host
    Good: a picture of the site, with an alternative text
leaflet-render-warning
    The layout engine ignored or changed something.
    Bad:  `display: masonry` in a style sheet for print
    Good: what the engine knows
leaflet-subset-tool
    A system library is missing; files would be larger and differ between machines.
    Bad:  printing without libharfbuzz-subset
    Good: the line that the finding says to run
leaflet-version-stale
    The words of a sheet differ from those of its newest version: papers in readers' hands could not be told apart.
    Bad:  a changed section and version 3 as before
    Good: `scripts/guide leaflets --stamp`

To excuse: these cannot be excused, as the stage that finds them cannot do its work otherwise.
"""

from __future__ import annotations

from payguide.checks.rule import Rule
from payguide.model.findings import Severity

RULES: tuple[Rule, ...] = (
    Rule("data-invalid", "an entry of docs/_data cannot be used"),
    Rule("yaml-syntax", "a data file is not YAML"),
    Rule("id-duplicate", "two entries have the same id"),
    Rule("string-missing", "a text of the site's frame has no words in a language"),
    Rule("call-invalid", "a page calls something that cannot be printed"),
    Rule("mkdocs", "the site generator refused the pages"),
    Rule("site-file-broken", "a file of the site cannot be read as what it is"),
    Rule("leaflet-unknown", "a page offers a leaflet that does not exist"),
    Rule("leaflet-locale-unknown", "a leaflet is to be printed in a language that the site lacks"),
    Rule("leaflet-section-missing", "a leaflet cuts out a section that does not exist"),
    Rule("leaflet-icon-missing", "a leaflet shows a pictogram that does not exist"),
    Rule("leaflet-overflow", "text does not fit its panel"),
    Rule("leaflet-pages", "a sheet has more or fewer pages than its form"),
    Rule("leaflet-words-missing", "a template asks for words that nobody wrote"),
    Rule("leaflet-name-taken", "two sheets would be written to the same file"),
    Rule("leaflet-qr-missing", "no QR code leads from a sheet to its page"),
    Rule("leaflet-qr-small", "a QR code is too small for a phone"),
    Rule("leaflet-glyph-missing", "a character would be printed as a box"),
    Rule("leaflet-font-missing", "a font file of the leaflets cannot be read"),
    Rule("leaflet-font-substituted", "text is set in a font that is not ours"),
    Rule("leaflet-image-missing", "a picture of a leaflet cannot be read"),
    Rule("leaflet-render-warning", "the layout engine ignored or changed something"),
    Rule("leaflet-subset-tool", "a system library for the leaflets is missing"),
    Rule("leaflet-version-stale", "a sheet says something else than its version", Severity.WARNING),
)
