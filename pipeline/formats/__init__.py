"""Ways to write claims: tables for people, JSON and CSV for programs, and each claim explained in its sentence."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import TextIO

from corpus.claim import Claim
from corpus.document import Document
from corpus.serialize import claim_to_dict, claim_to_json
from pipeline.formats.rows import COLUMNS, claim_row

Results = Iterator[tuple[Document, list[Claim]]]


def write_claims(results: Results, style: str, out: TextIO) -> tuple[int, int]:
    """Write claims as ``table``, ``jsonl``, ``json``, ``csv`` or ``explain``; return how many documents and claims."""
    counter = _Counter(results)
    if style == "jsonl":
        _write_jsonl(counter, out)
    elif style == "json":
        _write_json(counter, out)
    elif style == "csv":
        _write_csv(counter, out)
    else:
        from pipeline.formats.terminal import write_explanations, write_tables

        (write_explanations if style == "explain" else write_tables)(counter, out)
    return counter.documents, counter.claims


class _Counter:
    """Passes results on and counts them."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self.documents = self.claims = 0

    def __iter__(self) -> Results:
        for document, claims in self._results:
            self.documents += 1
            self.claims += len(claims)
            yield document, claims


def _write_jsonl(results: _Counter, out: TextIO) -> None:
    for _, claims in results:
        out.writelines(claim_to_json(claim) + "\n" for claim in claims)
        out.flush()


def _write_json(results: _Counter, out: TextIO) -> None:
    json.dump([claim_to_dict(claim) for _, claims in results for claim in claims], out, ensure_ascii=False, indent=2)
    out.write("\n")


def _write_csv(results: _Counter, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for _, claims in results:
        writer.writerows(claim_row(claim) for claim in claims)
