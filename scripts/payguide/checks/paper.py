"""What is found in the finished files of leaflets, office and print shop.

These rules are not run by the checker; their findings arrive when leaflets are made. They are explained here.

leaflet-file-damaged
    The file breaks the rules of PDF: some viewers and most presses refuse it, others guess.
    Bad:  a file cut off while it was written
    Good: what `scripts/guide leaflets` writes
leaflet-ua-refused
    An independent validator of PDF/UA-1 refuses the file: those who have it read aloud miss something or get lost.
    Bad:  a picture without alternative text, a heading level left out, text outside of the structure tree
    Good: templates as they are, in which every element says what it is
leaflet-font-embedded
    A font is not inside the file, or is there as a whole: the sheet looks different elsewhere, or is
    larger than it need be.
    Bad:  a picture (SVG) with text in `sans-serif`
    Good: text in the families of overrides/leaflets/base.css
leaflet-glyph-wrong
    The file says one character and draws another: reading it aloud and searching work, the print is wrong.
    Bad:  two font files with one family name
    Good: a family name for every font file
leaflet-language-mark
    A reading voice is told the wrong language and spells or swallows the words. Text in another writing than the
    sheet's stands in a structure element with a language of its own. Names and short words in Latin letters are
    usual in Chinese text (ATM, Visa), and need none.
    Bad:  `<p>在中国怎么付款</p>` on an English sheet
    Good: `<p lang="zh-CN">在中国怎么付款</p>`
leaflet-type-small
    Text is smaller than people read without trouble: nothing is below 10.5 point, and running text, the size in which
    most of a sheet is set, has 12 point at least. Large print has 16 point at least, notes and page numbers included.
    Bad:  `font-size: 9pt` in a form's style sheet
    Good: fewer words, in 12 point
leaflet-contrast-low
    Text and ground are too alike for tired eyes, bad light or a weak cartridge: 7:1 at least, 4.5:1 for text of 18
    point or bold text of 14. Light text on a dark ground fills in on cheap paper, so it is bold and has 14
    point at least.
    Bad:  grey text on a tinted ground
    Good: black on white or pale yellow
leaflet-image-coarse
    A picture has fewer than 200 pixels an inch at its printed size and would look blurred or stepped. Pictures made of
    squares on purpose, such as QR codes, say so with `image-rendering: pixelated`.
    Bad:  a picture of 300 pixels on 90 mm
    Good: the same on 38 mm, a larger file, or a drawing (SVG)
leaflet-qr-wrong
    The code on the page, read back from its picture, is missing, unreadable, too small, without its four modules of
    white, or leads to another address than the sheet's.
    Bad:  a code of 15 mm, or with a coloured ground up to its edge
    Good: black on white, in the size of the form, with nothing near it
leaflet-press-boxes
    The boxes say where to cut. The trim box is the form's size, the bleed box 3 mm more, the media box holds both.
    Bad:  a style sheet that changes `@page { size }`
    Good: the size in the form
leaflet-press-intent
    The file does not say for which printing condition its inks are meant: every press would guess.
    Bad:  overrides/leaflets/colour without its profile
    Good: an output intent with a profile of four inks
leaflet-press-colour
    A colour is not ink: red, green and blue, a gradient or a pattern are turned into ink by nobody knows what.
    Bad:  `background: linear-gradient(…)`
    Good: flat colours, which are turned into inks here
leaflet-press-font
    A font is not inside the file.
    Bad:  a picture (SVG) with text in `sans-serif`
    Good: our font files
leaflet-press-marks
    Marks are missing, or something is painted across the bleed's edge, where marks and nothing else belong.
    Bad:  `marks: crop` in a style sheet, which puts grey-blue marks under ours
    Good: `@page` as the form writes it
leaflet-press-bleed
    A colour ends at the cut. A knife that is half a millimetre off leaves a white edge.
    Bad:  a ground with `left: 0`
    Good: `left: -3mm` in the form's style sheet, or 5 mm of white
leaflet-press-ink
    More ink lies on one place than paper takes (300 %): it smears and comes off on the next sheet.
    Bad:  `device-cmyk(1 1 1 1)`
    Good: `device-cmyk(0 0 0 1)`
leaflet-press-small-text
    Text of 12 point or less is not in black ink alone; of several inks its edges would be coloured, white fills in.
    Bad:  white text of 11 point on a coloured ground
    Good: black text on white or a light ground

To excuse: these cannot be excused, as the file would be handed out. A print-shop file can be left out:
`scripts/guide leaflets --output office` makes the sheets for office printers alone.
"""

from __future__ import annotations

from payguide.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("leaflet-file-damaged", "a leaflet's file breaks the rules of PDF"),
    Rule("leaflet-ua-refused", "a leaflet cannot be read by everybody (PDF/UA-1)"),
    Rule("leaflet-font-embedded", "a font is not inside a leaflet's file, or not as a subset"),
    Rule("leaflet-glyph-wrong", "a leaflet would print another character than it says"),
    Rule("leaflet-language-mark", "text on a leaflet would be read aloud in the wrong language"),
    Rule("leaflet-type-small", "text on a leaflet is too small"),
    Rule("leaflet-contrast-low", "text on a leaflet is too like its ground"),
    Rule("leaflet-image-coarse", "a picture on a leaflet is too coarse for print"),
    Rule("leaflet-qr-wrong", "a QR code is unreadable, too small, or leads elsewhere"),
    Rule("leaflet-press-boxes", "a print-shop file has the wrong boxes"),
    Rule("leaflet-press-intent", "a print-shop file does not name its printing condition"),
    Rule("leaflet-press-colour", "a colour of a print-shop file is not ink"),
    Rule("leaflet-press-font", "a font is not inside a print-shop file"),
    Rule("leaflet-press-marks", "marks of a print-shop file are missing or painted over"),
    Rule("leaflet-press-bleed", "a colour ends at the cut"),
    Rule("leaflet-press-ink", "there is more ink on one place than paper takes"),
    Rule("leaflet-press-small-text", "small text is not in black ink alone"),
)
