"""Our own print fonts: static TrueType files that hold only what leaflets need.

Each file has a family name of its own (`LeafletSC`, `LeafletSCBold`, `LeafletLatin`, `LeafletLatinBold`): two
files that share a family can print the wrong characters while text extraction still looks right. The bytes
depend only on the pinned source fonts, the version of fontTools and the characters asked for, so that the
files can be made again and compared.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from payguide.leaflets.fontpackages import LATIN, SC, Fetch, Package, from_folder, member, npm_pack
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say

FOLDER = Path("overrides/leaflets/fonts")
#: Seconds since 1904 that fontTools writes into `head`; fixed, so that the same fonts give the same bytes.
EPOCH = 3_786_825_600


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family, the file in the package, and the file that holds its licence here."""

    family: str
    package: Package
    member: str
    weight: int
    chinese: bool


FACES = (
    Face("LeafletLatin", LATIN, "package/400Regular/NotoSans_400Regular.ttf", 400, False),
    Face("LeafletLatinBold", LATIN, "package/700Bold/NotoSans_700Bold.ttf", 700, False),
    Face("LeafletSC", SC, "package/400Regular/NotoSansSC_400Regular.ttf", 400, True),
    Face("LeafletSCBold", SC, "package/700Bold/NotoSansSC_700Bold.ttf", 700, True),
)


def latin_characters() -> set[int]:
    """ASCII, Latin-1, Latin Extended-A, pinyin and Vietnamese letters, tone marks, punctuation, currency."""
    ranges = [
        (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x2C6, 0x2DD), (0x300, 0x30C),
        (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2122),
    ]  # fmt: skip
    return {code for first, last in ranges for code in range(first, last + 1)}


def chinese_characters() -> set[int]:
    """All of GB2312, ASCII and what Chinese text borrows: full-width forms, arrows, circled digits, marks."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {ord(char) for pair in rows for char in pair.decode("gb2312", errors="ignore")}
    ranges = [
        (0x20, 0x7E), (0xA0, 0xFF), (0x1CD, 0x1DC), (0x2010, 0x2027), (0x2190, 0x2199), (0x2460, 0x2473),
        (0x3000, 0x301F), (0xFF01, 0xFF5E), (0xFFE5, 0xFFE5), (0x2713, 0x2714), (0x2260, 0x2265), (0xD7,
        0xD7),
    ]  # fmt: skip
    return gb2312 | {code for first, last in ranges for code in range(first, last + 1)}


def project_characters(root: Path) -> set[int]:
    """Every printable character of the pages, data files and print templates under `root`."""
    folders = {"docs": (".md", ".yml"), "overrides/leaflets": (".html",)}
    files = (
        path
        for folder, endings in folders.items()
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in endings
    )
    return {ord(char) for path in files for char in path.read_text(encoding="utf-8") if char.isprintable()}


def _rename(font: TTFont, face: Face) -> None:
    """Give `font` its own family name; the copyright and licence entries stay as the licence asks."""
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in (0, 5, 13, 14) and name.platformID == 3]
    names = {1: face.family, 2: "Regular", 3: face.family, 4: face.family, 6: face.family}
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 0x40  # "regular" within its own family
    font["head"].macStyle = 0
    font["head"].created = font["head"].modified = EPOCH


def make_face(face: Face, source: bytes, characters: Iterable[int]) -> bytes:
    """The subset TrueType file of `face` made from the font file `source`."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "mark", "mkmk", "ccmp"],
        name_IDs=["*"],
        drop_tables=["DSIG", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep"],
        notdef_outline=True,
        glyph_names=False,
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=sorted(set(characters)))
    worker.subset(font)
    _rename(font, face)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def uncovered(characters: Iterable[int], fonts: Iterable[Path]) -> list[str]:
    """The characters that none of the font files has a glyph for, in code order."""
    covered: set[int] = set()
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            covered |= set(font.getBestCmap())
    return [chr(code) for code in sorted(set(characters) - covered)]


def make(root: Path, source: Path | None = None) -> Iterator[str]:
    """Make the fonts of the project at `root`, from npm or from archives in `source`; lines for people.

    `source` holds the packages as `npm pack` writes them. Raises `RuntimeError` when one is not as pinned.
    """
    for finding in build_fonts(root, npm_pack if source is None else from_folder(source)):
        yield finding.message
    for face in FACES:
        path = root / FOLDER / f"{face.family}.ttf"
        yield f"{path.name}  {path.stat().st_size // 1000} kB"


def build_fonts(root: Path, fetch: Fetch = npm_pack) -> Iterator[Finding]:
    """Write font files and licences under `root`; a finding for every character without a glyph."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = project_characters(root)
    archives: dict[str, bytes] = {}
    licences: list[str] = []
    for face in FACES:
        if face.package.name not in archives:
            archives[face.package.name] = fetch(face.package)
            licences.append(member(archives[face.package.name], face.package.licence).decode("utf-8").strip())
        base = chinese_characters() | wanted if face.chinese else latin_characters()
        content = make_face(face, member(archives[face.package.name], face.member), base)
        (folder / f"{face.family}.ttf").write_bytes(content)
    (folder / "OFL.txt").write_text("\n\n".join(licences) + "\n", encoding="utf-8")
    for char in uncovered(wanted, [folder / f"{face.family}.ttf" for face in FACES]):
        message = say("the leaflet fonts have no glyph for '{char}' ({code})", char=char, code=f"U+{ord(char):04X}")
        yield Finding("leaflet-glyph-missing", Severity.NOTE, Location(FOLDER.as_posix()), message)
