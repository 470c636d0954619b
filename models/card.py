"""The model card: `model.json` in words, written beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.registry import ModelCard

_HEAD = """# {name} {version} (profile `{profile}`)

Reads English text for claims about international cooperation: triggers, roles of actors, programs, domains, status,
modality and attribution. Of no use without Accordant, whose tables and rules find the actors.

* Encoder: {base}, {how}, as ONNX:
  dynamic int8, one scale a channel; the second half of each feed-forward block is float16.
* Heads: linear layers and two hidden layers, safetensors.
* Licence: Apache-2.0, as the base model's.
* `model.json` holds the sha256 of each file, the calibration, and all figures below.
"""
_DATA = """## Data

{documents} documents with {words} words and {claims} claims: articles that the developers wrote and annotated, White
House releases (CC0) and Wikinews articles (CC BY 2.5, by the contributors of Wikinews, at the addresses that the
standoff annotations name). See `corpus/annotations/DATASHEET.md`; where a teacher is named below, the texts that it
read, some of them of Wikinews as well, stand in `corpus/annotations/taught.txt`.
"""
_SCORES = """## Scores

On {held_out} documents of the same corpus that were not trained on ({folds} folds by topic), read by the encoder as
quantized. The threshold and the calibration were chosen on the same documents, so the figures flatter a little.
Expected calibration error, each half judged by the other: {calibration_error}.

| | F1 | precision | recall |
|---|---|---|---|
"""
_LIMITS = """
## Limits

* English only. Written for commentary, news, statements and readouts; on other text, measure first.
* Most documents were annotated once. Annotators agree at claim F1 0.86, strict 0.68 on articles of the corpus.
* Roles `against` and `absent` are rare in the data and often missed. Programs in no table are found less often.
* Participants that are named only by a description are the commonest error, then status.
"""


def render_card(card: ModelCard) -> str:
    """Return the card as Markdown; scores and data are left out where the training report has none."""
    report = card.training
    rank = report.get("settings", {}).get("adapter", 0)
    how = f"with a LoRA adapter of rank {rank} merged" if rank else "fine-tuned whole except its word embeddings"
    parts = [_HEAD.format(name=card.name, version=card.version, profile=card.profile, base=card.base, how=how)]
    if "data" in report:
        parts.append(_DATA.format(**{key: report["data"][key] for key in ("documents", "words", "claims")}))
    if "recipe" in report:
        parts.append(f"## Training\n\nThe {report['recipe']}.\n")
    if "cross_validation" in report:
        keys = {key: report[key] for key in ("held_out", "folds", "calibration_error")}
        parts.append(_SCORES.format(**keys) + "\n".join(_rows(report["cross_validation"])))
    if "by_genre" in report:
        parts.append(
            "\n| genre | documents | claim F1 | strict F1 |\n|---|---|---|---|\n"
            + "\n".join(_genres(report["by_genre"]))
        )
    return "\n".join([*parts, _LIMITS])


def _rows(scores: Mapping[str, Any]) -> Iterator[str]:
    for name, value in scores.items():
        if isinstance(value, Mapping):
            yield f"| {name} | {value['f1']:.3f} | {value['p']:.3f} | {value['r']:.3f} |"
    for name in ("status", "modality", "attribution"):
        yield f"| {name} of matched claims (accuracy) | {scores[name]:.3f} | | |"


def _genres(scores: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    for genre, value in scores.items():
        yield f"| {genre} | {value['documents']} | {value['claim']:.3f} | {value['strict']:.3f} |"
