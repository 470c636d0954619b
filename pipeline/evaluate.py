"""Scoring claims against annotated ones.

A predicted and a gold claim may pair where their evidence has a character intersection over union of at least
`MIN_IOU`; pairs are chosen one to one, greedily, the most alike by participants, domains and status first. Of the pairs
count

* ``claim``: those whose participants have a Jaccard index of at least `MIN_JACCARD`;
* ``strict``: of these, participants equal, a domain shared, status equal;
* ``full``: of these, programs, modality and attribution kind equal too;
* ``dyad``: apart from pairs, the document's set of unordered pairs of participants within a claim.

Slot figures are over pairs that count as ``claim``. Records are plain dictionaries here, since gold claims are no
records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

MIN_IOU = 0.2
MIN_JACCARD = 0.5
Record = Mapping[str, Any]
_ROLES = ("participant", "against", "absent")


def score(predicted: Mapping[str, Sequence[Record]], gold: Mapping[str, Record]) -> dict[str, Any]:
    """Return all measures; ``gold`` maps document ids to ``{text, claims}``, ``predicted`` to claim records."""
    return summarize(count(predicted.get(name, ()), document) for name, document in gold.items())


def count(predicted: Sequence[Record], gold: Record) -> Counter[str]:
    """Count what a document's claims have in common with those of its annotation, for `summarize`."""
    counts = Counter(documents=1, pred=len(predicted), gold=len(gold["claims"]))
    for mine, theirs in pair_claims(predicted, gold["claims"], gold["text"]):
        counts.update(_compare(mine, theirs))
    counts.update(_sets("dyad", _dyads(predicted), _dyads(gold["claims"])))
    counts.update(_named("program", _match_programs(predicted, gold["claims"])))
    return counts


def pair_claims(predicted: Sequence[Record], gold: Sequence[Record], text: str) -> list[tuple[Record, Record]]:
    """Pair claims whose evidence overlaps, one to one, the most alike first; ties keep the order of the text."""
    spans = [span_of(claim, text) for claim in predicted], [span_of(claim, text) for claim in gold]
    edges = []
    for (i, mine), (j, theirs) in product(enumerate(predicted), enumerate(gold)):
        if _iou(spans[0][i], spans[1][j]) >= MIN_IOU:
            edges.append((-_likeness(mine, theirs), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(edges):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((predicted[i], gold[j]))
    return pairs


def counts_as_claim(mine: Record, theirs: Record) -> bool:
    """Whether a pair has enough participants in common."""
    return _jaccard(ids(mine), ids(theirs)) >= MIN_JACCARD


def ids(claim: Record, role: str = "participant") -> frozenset[str]:
    """The ids of a role; unresolved groups count as one."""
    return frozenset(
        (actor.get("id") or "GROUP").upper().split(":")[0]
        for actor in claim["actors"]
        if actor.get("role", "participant") == role
    )


def span_of(claim: Record, text: str) -> tuple[int, int]:
    """Where a claim's evidence lies in the gold text; (-1, -1) where it does not."""
    evidence = claim.get("evidence", claim)
    if isinstance(evidence, str):
        return claim["start"], claim["end"]
    start, end = evidence.get("source_start"), evidence.get("source_end")
    if start is not None and text[start:end].split() == evidence["text"].split():
        return start, end
    at = text.find(evidence["text"])
    return (at, at + len(evidence["text"])) if at >= 0 else (-1, -1)


def _iou(one: tuple[int, int], other: tuple[int, int]) -> float:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    if one[0] < 0 or overlap <= 0:
        return 0.0
    return overlap / (max(one[1], other[1]) - min(one[0], other[0]))


def _likeness(mine: Record, theirs: Record) -> float:
    people, domains = _jaccard(ids(mine), ids(theirs)), _jaccard(_codes(mine), _codes(theirs))
    same_status = bool(mine["status"] == theirs["status"])
    return 0.6 * people + 0.2 * domains + 0.2 * same_status


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _codes(claim: Record) -> frozenset[str]:
    return frozenset(domain["code"] if isinstance(domain, Mapping) else domain for domain in claim["domains"])


def _compare(mine: Record, theirs: Record) -> Counter[str]:
    counts = Counter({"found": 1})
    if not counts_as_claim(mine, theirs):
        return counts
    same_kind = mine["attribution"]["kind"] == theirs["attribution"]["kind"]
    strict = ids(mine) == ids(theirs) and bool(_codes(mine) & _codes(theirs)) and mine["status"] == theirs["status"]
    hits, predicted, gold = _match_programs([mine], [theirs])
    full = strict and hits == predicted == gold and mine["modality"] == theirs["modality"] and same_kind
    counts.update(claim=1, strict=int(strict), full=int(full), attribution=int(same_kind))
    counts.update({slot: int(mine[slot] == theirs[slot]) for slot in ("status", "modality")})
    for role in _ROLES:
        counts.update(_sets(role, ids(mine, role), ids(theirs, role)))
    counts.update(_sets("domain", _codes(mine), _codes(theirs)))
    return counts


def _sets(name: str, mine: Iterable[Any], theirs: Iterable[Any]) -> dict[str, int]:
    one, other = set(mine), set(theirs)
    return _named(name, (len(one & other), len(one), len(other)))


def _named(name: str, counts: tuple[int, int, int]) -> dict[str, int]:
    return {f"{name}.hit": counts[0], f"{name}.pred": counts[1], f"{name}.gold": counts[2]}


def _dyads(claims: Iterable[Record]) -> set[tuple[str, str]]:
    return {pair for claim in claims for pair in combinations(sorted(ids(claim) - {"GROUP"}), 2)}


def _programs(claims: Iterable[Record]) -> list[set[str]]:
    """The distinct programs of claims, each as the set of its ids and names; what shares one is the same."""
    groups: list[set[str]] = []
    for program in (program for claim in claims for program in claim["programs"]):
        names = {name.lower() for name in (program.get("id"), program["text"]) if name}
        same = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names] + [set.union(names, *same)]
    return groups


def _match_programs(predicted: Sequence[Record], gold: Sequence[Record]) -> tuple[int, int, int]:
    """Programs matched one to one, predicted, and gold."""
    mine, theirs = _programs(predicted), _programs(gold)
    free, hits = list(theirs), 0
    for names in mine:
        other = next((group for group in free if group & names), None)
        if other is not None:
            free.remove(other)
            hits += 1
    return hits, len(mine), len(theirs)


def summarize(counted: Iterable[Counter[str]]) -> dict[str, Any]:
    """All measures over the counts of some documents."""
    counts: Counter[str] = sum(counted, Counter())
    pairs = counts["claim"] or 1
    whole = {"claim": "claim", "strict": "strict", "full": "full", "evidence": "found"}
    result: dict[str, Any] = {"documents": counts["documents"]}
    result |= {name: _f1(counts[key], counts["pred"], counts["gold"]) for name, key in whole.items()}
    sets = ("dyad", "program", *_ROLES, "domain")
    result |= {name: _f1(counts[f"{name}.hit"], counts[f"{name}.pred"], counts[f"{name}.gold"]) for name in sets}
    return result | {slot: round(counts[slot] / pairs, 4) for slot in ("status", "modality", "attribution")}


def _f1(hits: float, predicted: float, gold: float) -> dict[str, float]:
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "pred": predicted, "gold": gold}
