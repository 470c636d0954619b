"""Sentences coded by others under PLOVER: ``python -m benchmarks.plover TEXTS [MODEL]``.

``TEXTS`` is a folder that holds `plover_train/plv_train.jsonl` (snowood1/Zero-Shot-PLOVER; no licence is stated, so it
is only ever measured on). Of the sentences whose source and target the tables resolve to two states or organizations,
prints how many cooperative ones (gold_penta 1, 2) have a claim, how many conflictual ones (3, 4) have a cooperative
claim, and how often claim and coder agree on the event where both name one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.labels import ActorKind, Polarity
from pipeline.api import load, make_finder
from pipeline.candidates import CandidateFinder
from pipeline.linguistics import read_sentences

_KINDS = {ActorKind.STATE, ActorKind.ORGANIZATION}
_COOPERATIVE = {"1", "2"}


def resolved_pair(find: CandidateFinder, row: dict[str, Any]) -> bool:
    """Whether source and target each name a state or organization, not the same one."""
    sentence = row["sentence"]
    ids = []
    for field in ("source", "target"):
        start = sentence.find(row[field])
        inside = [
            m.id
            for m in find.mentions(sentence).actors
            if m.kind in _KINDS and start <= m.start and m.end <= start + len(row[field])
        ]
        ids.append(inside[0] if inside else None)
    return None not in ids and ids[0] != ids[1]


def main() -> int:
    """Print the shares."""
    path = Path(sys.argv[1]) / "plover_train" / "plv_train.jsonl"
    find = make_finder(read=read_sentences)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if resolved_pair(find, row)]
    nlp = load(sys.argv[2] if len(sys.argv) > 2 else "fast")  # noqa: PLR2004 - the second argument
    counts: Counter[str] = Counter()
    for row, claims in zip(rows, nlp.pipe(row["sentence"] for row in rows), strict=True):
        if row["gold_penta"] in _COOPERATIVE:
            counts.update(cooperative=1, found=bool(claims))
        else:
            counts.update(conflict=1, wrong=any(claim.polarity is Polarity.COOPERATIVE for claim in claims))
        events = {claim.plover.event for claim in claims if claim.plover}
        counts.update(both=bool(events), agree=row["gold_root"] in events)
    sys.stdout.write(f"{len(rows)} sentences with two resolved actors\n")
    for hits, total in (("found", "cooperative"), ("wrong", "conflict"), ("agree", "both")):
        sys.stdout.write(
            f"{hits}: {counts[hits]} of {counts[total]} {total}, {counts[hits] / max(counts[total], 1):.3f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
