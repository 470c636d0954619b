"""From bytes to text: byte order mark, then what markup declares, then UTF-8, then a statistical guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_AS_BROWSERS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
    "gb2312": "gb18030",
}  # fmt: skip
"""Declared names that browsers take for a wider encoding, since pages mean that one."""
_MOST_REPLACED = 0.001
"""Share of broken sequences up to which text that says it is UTF-8 is taken for it; pages are cut within characters."""


def has_wide_mark(data: bytes) -> bool:
    """Whether bytes begin with the byte order mark of UTF-16 or UTF-32, whose text holds NUL bytes."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))


def decode(data: bytes, *, markup: bool = False) -> str | None:
    """Return the text of bytes without a byte order mark, or None where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    declared = _declared(data) if markup else None
    for encoding in filter(None, (declared, "utf-8")):
        if (text := _try(data, encoding)) is not None:
            return text
    if declared == "utf-8":
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= max(1, _MOST_REPLACED * len(text)):
            return text
    best = from_bytes(data).best()
    return str(best).removeprefix("\ufeff") if best else None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    return _AS_BROWSERS.get(name, name)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
