"""What a file is that is no plain text: named as what it is, with what to do instead."""

from __future__ import annotations

_SPREADSHEET = "a spreadsheet ({}); save it as CSV (UTF-8) there and give that file to 'acucheck batch'"
_DOCUMENT = "a document ({}); copy its text into a plain text file"
_PICTURE = "a picture ({}); type the answers into a plain text file"
_UTF_16 = "text in UTF-16; save it as UTF-8"

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", _DOCUMENT.format("PDF")),
    (b"{\\rtf", _DOCUMENT.format("RTF")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an older Office (.doc, .xls or .msg); save it as text or as CSV"),
    (b"\x89PNG\r\n", _PICTURE.format("PNG")),
    (b"\xff\xd8\xff", _PICTURE.format("JPEG")),
    (b"GIF8", _PICTURE.format("GIF")),
    (b"II*\0", _PICTURE.format("TIFF")),
    (b"MM\0*", _PICTURE.format("TIFF")),
    (b"RIFF", "a picture or a recording; type the answers into a plain text file"),
    (b"\x1f\x8b", "a packed file (gzip); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip); unpack it first"),
    (b"Rar!", "a packed file (RAR); unpack it first"),
    (b"\xff\xfe", _UTF_16),
    (b"\xfe\xff", _UTF_16),
)
"""The first bytes of a file, and what it is."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_A_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", _DOCUMENT.format("Word, .docx")),
    (b"xl/workbook.xml", _SPREADSHEET.format("Excel, .xlsx")),
    (b"ppt/presentation.xml", _DOCUMENT.format("PowerPoint, .pptx")),
    (b"opendocument.text", _DOCUMENT.format(".odt")),
    (b"opendocument.spreadsheet", _SPREADSHEET.format(".ods")),
    (b"Index/Document.iwa", "a file of Pages or Numbers; export it as text or as CSV"),
)
"""What stands in a packed file that is more than a folder."""

_WEB_PAGE = (b"<!doctype html", b"<html")
_PHONE_PICTURE = slice(4, 8)
_UTF_16_BEGINS = 4
"""Bytes: two characters, of which every other byte is 0 where they are plain letters."""


def file_kind(data: bytes) -> str | None:
    """What the file is that begins with *data*, and what to do; None for what may be plain text."""
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data[_PHONE_PICTURE] == b"ftyp":
        return _PICTURE.format("HEIC")
    if data[: max(map(len, _WEB_PAGE))].lower().startswith(_WEB_PAGE):
        return _DOCUMENT.format("HTML")
    if _is_unmarked_utf_16(data[:_UTF_16_BEGINS]):
        return _UTF_16
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return None


def _kind_of_zip(data: bytes) -> str:
    for name, kind in _IN_A_ZIP:
        if name in data:
            return kind
    return "a zip; unpack it first"


def _is_unmarked_utf_16(first: bytes) -> bool:
    zeros = {first[0::2].count(0), first[1::2].count(0)}
    return zeros == {0, _UTF_16_BEGINS // 2}
