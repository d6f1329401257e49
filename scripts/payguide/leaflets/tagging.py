"""What WeasyPrint 70 leaves out of its structure tree: languages, and reading order over pages.

WeasyPrint writes the language of the whole document only, and lists the pages' content in page order. A
folded sheet is read cover first, then the inside, then the back: the tags must say so, whichever side of the
paper they are printed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pydyf


class StructureMarks:
    """Collects the panels' structure elements while tags are built; sets `/Lang` from the `lang` attribute.

    It wraps `_build_box_tree`, the function of `weasyprint.pdf.tags` that makes the element of one box.
    """

    def __init__(self) -> None:
        #: By panel its structure elements: one a page that it goes over.
        self.panels: dict[str, list[Any]] = {}

    @contextmanager
    def installed(self, tags: ModuleType) -> Iterator[None]:
        """Wrap the tag builder of the module `tags` for the time of one PDF."""
        original = tags._build_box_tree
        tags.__dict__["_build_box_tree"] = self._wrap(original)
        try:
            yield
        finally:
            tags.__dict__["_build_box_tree"] = original

    def _wrap(self, original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        def build(box: Any, *arguments: Any) -> Iterator[Any]:
            inner = getattr(box, "_box", box)  # absolute boxes come wrapped in a placeholder
            node: Any = getattr(inner, "element", None)
            passing = node is None or getattr(inner, "element_tag", "") in ("html", "body")
            language = None if passing else node.get("lang")
            panel = None if passing else node.get("data-panel")
            for element in original(box, *arguments):
                if language:
                    element["Lang"] = pydyf.String(language)
                if panel:
                    self.panels.setdefault(panel, []).append(element)
                yield element

        return build

    def reorder(self, pdf: Any, order: Sequence[str]) -> None:
        """Hang the panels directly under the document element of `pdf`, in reading `order`."""
        if "StructTreeRoot" not in pdf.catalog:
            return  # files for the press carry no tags
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        document = _object(pdf, root["K"][0])
        if not all(name in self.panels for name in order):
            return
        panels = [element for name in order for element in self.panels[name]]
        document["K"] = pydyf.Array([panel.reference for panel in panels])
        for panel in panels:
            panel["P"] = document.reference


def cut(pdf: Any) -> None:
    """Let every page of `pdf` end where it is cut, whatever was laid out beyond."""
    for page in pdf.objects:
        if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
            page["MediaBox"] = page["BleedBox"] = page["TrimBox"]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
