"""A simple extraction for pages that the better one gives up on: the page's blocks of prose."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.clean.page import Page
from corpus.clean.rules import is_junk, is_prose


def read_blocks(page: Page) -> list[str]:
    """Return the page's paragraphs of prose, with the short lines between them; all lines where there is no prose."""
    blocks = list(_blocks(page))
    prose = [index for index, block in enumerate(blocks) if is_prose(block)]
    if not prose:
        return blocks
    return [block for block in blocks[prose[0] : prose[-1] + 1] if not is_junk(block)]


def _blocks(page: Page) -> Iterator[str]:
    block: list[str] = []
    in_head = False
    for piece in page.pieces:
        if piece.tag:
            if words := " ".join("".join(block).split()):
                yield words
            block = []
            in_head = piece.tag in ("head", "title") and not in_head
        elif not in_head:
            block.append(piece.text)
    if words := " ".join("".join(block).split()):
        yield words
