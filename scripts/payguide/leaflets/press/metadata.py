"""What the file says about itself, as PDF/X-4 asks: its kind, title and dates; the same bytes for the same sheet."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import pikepdf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>{version}</xmpMM:VersionID>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which print this is: the edition's name, its version, and that version's own date."""

    name: str
    version: int
    day: date


def _identity(*parts: bytes) -> uuid.UUID:
    """An id that is the same for the same parts."""
    return uuid.UUID(bytes=hashlib.sha256(b"\0".join(parts)).digest()[:16], version=5)


def describe(document: pikepdf.Pdf, imprint: Imprint) -> None:
    """Write title, dates, ids and kind into `document`, whose content is finished."""
    info = document.docinfo
    known = {key: str(info[key]) for key in ("/Title", "/Author", "/Subject", "/Producer") if key in info}
    day = imprint.day.isoformat()
    stamp = f"D:{day.replace('-', '')}000000Z"
    dates = {"/CreationDate": stamp, "/ModDate": stamp, "/GTS_PDFXVersion": "PDF/X-4"}
    for key in list(info.keys()):
        del info[key]
    for key, value in {**known, **dates}.items():
        info[key] = pikepdf.String(value)
    info["/Trapped"] = pikepdf.Name("/False")
    content = b"".join(page.Contents.read_bytes() for page in document.pages)
    text = _XMP.format(
        title=escape(known.get("/Title", imprint.name)),
        author=escape(known.get("/Author", "")),
        producer=escape(known.get("/Producer", "")),
        day=day,
        version=imprint.version,
        document=_identity(imprint.name.encode()),
        instance=_identity(imprint.name.encode(), str(imprint.version).encode(), content),
    )
    metadata = document.make_stream(text.encode("utf-8"))
    metadata["/Type"], metadata["/Subtype"] = pikepdf.Name("/Metadata"), pikepdf.Name("/XML")
    document.Root["/Metadata"] = metadata
