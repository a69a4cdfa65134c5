"""What is laid over a page of a PDF: fields of a form, whose words are the text's, and comments, whose words are not.

pdfium's text of a page has neither. The fields are drawn into the page, as when it is printed; it has to be opened anew then.
"""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_raw  # pyright: ignore[reportMissingTypeStubs]

from text.loading.loaded import TextBuilder

pdfium: Any = pdfium_raw

_COMMENTS = frozenset({pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})
_MOST = 2_000  # annotations of a page
_LONGEST = 400  # bytes of UTF-16 of what is said


def drawn_in(page: Any, number: int, building: TextBuilder) -> bool:
    """Draw the fields that are filled in into the page, and say which comments it has. True if the page has changed."""
    filled = False
    for index in reversed(range(min(_MOST, max(0, pdfium.FPDFPage_GetAnnotCount(page))))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            field = kind == pdfium.FPDF_ANNOT_WIDGET and _said(annotation, b"FT") != "Btn"
            words = _said(annotation, b"V" if field else b"Contents")
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if field and words:
            filled = True
            continue
        if kind in _COMMENTS and words:
            building.omit("comment", "a comment on the page is none of its text", page=number, sample=words)
        # Neither buttons and seals nor what somebody drew there is to be drawn into the page.
        pdfium.FPDFPage_RemoveAnnot(page, index)
    return filled and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS


def _said(annotation: Any, key: bytes) -> str:
    """A text of an annotation."""
    held = (ctypes.c_ushort * (_LONGEST // 2))()
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, held, _LONGEST)
    if not 2 < length <= _LONGEST:
        return "…" if length > _LONGEST else ""
    return bytes(held)[: length - 2].decode("utf-16-le", "replace").strip()
