"""From annotated documents to a trained, calibrated model: folds, cross-validation, and the final fit."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from corpus.annotated import Annotated
from corpus.claim import Claim, Provenance
from corpus.clean.offsets import IdentityMap
from corpus.document import Document, Metadata
from corpus.errors import AnnotationError
from corpus.labels import STANDARD, LabelSet
from corpus.serialize import claim_to_dict
from models.calibrate import Calibration, calibration_error, fit_calibration
from models.decode import DocumentPrediction
from models.encoder import OnnxEncoder
from models.export import export_encoder
from models.heads import Heads
from models.load import load_tokenizer
from models.network import JointModel
from models.reader import JointReader
from models.torch_encoder import head_weights
from models.train import TrainingSettings, train
from models.windows import WindowMaker
from pipeline.assemble import ClaimDraft, draft_claims
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.evaluate import counts_as_claim, pair_claims, score
from pipeline.examples import make_example
from pipeline.records import RecordMaker
from pipeline.refine import refine

UNCALIBRATED = Calibration(weights=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
"""Orders claims by how sure their trigger is, until there is something better."""
THRESHOLDS = tuple(percent / 100 for percent in range(10, 72, 2))
AS_GOOD = 0.005
"""F1 within which two thresholds count as equal; the standard error over a hundred documents is four times this."""
_NOWHERE = Provenance(accordant="0", model="training", config="")


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A document, its candidates, and what a model that was not trained on it reads there."""

    document: Annotated
    candidates: Candidates
    prediction: DocumentPrediction
    labels: LabelSet = STANDARD

    def claims(self, find: CandidateFinder, calibration: Calibration) -> list[tuple[ClaimDraft, Claim]]:
        """The claims at the calibration's threshold."""
        drafts = draft_claims(self.prediction, self.candidates.input, calibration, self.labels)
        drafts = [draft for draft in drafts if draft.confidence >= calibration.threshold]
        drafts = refine(drafts, self.candidates, self.document.text)
        document = plain_document(self.document)
        return list(RecordMaker(document, self.candidates, self.prediction, find, _NOWHERE)(drafts))


def folds(documents: Sequence[Annotated], count: int) -> list[list[Annotated]]:
    """Split documents so that those on one topic stay together; a topic's fold stays the same as the corpus grows."""
    result: list[list[Annotated]] = [[] for _ in range(count)]
    for document in documents:
        digest = hashlib.sha256((document.topic or document.name).encode()).digest()
        result[int.from_bytes(digest[:8], "big") % count].append(document)
    return result


def fit(
    documents: Sequence[Annotated],
    find: CandidateFinder,
    base: Path,
    settings: TrainingSettings,
    labels: LabelSet = STANDARD,
    **run: Any,
) -> JointModel:
    """Train on annotated documents; ``run`` is passed to `models.train.train` (start, taught, checkpoints, report)."""
    return train([make_example(document, find, labels) for document in documents], base, settings, labels=labels, **run)


def hold_out(model: JointModel, base: Path, documents: Sequence[Annotated], find: CandidateFinder) -> list[HeldOut]:
    """Let a model, quantized as it would be exported, read documents that it was not trained on."""
    with tempfile.TemporaryDirectory() as scratch:
        encoder = Path(scratch) / "encoder.onnx"
        export_encoder(model, encoder)
        heads = Heads(head_weights(model), model.labels)
        read = JointReader(WindowMaker(load_tokenizer(base)), OnnxEncoder(encoder), heads)
        result = []
        for document in documents:
            candidates = find(document.title, document.text, date=document.published)
            result.append(HeldOut(document, candidates, read(candidates.input), model.labels))
        return result


def calibrate(held_out: Sequence[HeldOut], find: CandidateFinder) -> tuple[Calibration, float]:
    """Fit confidences and threshold on held-out documents; return them with the expected calibration error.

    The error is that of halves: each half of the documents judged by a calibration fitted on the other.

    Raises:
        AnnotationError: no claim was found to calibrate on.
    """
    halves = [_judged(held_out[start::2], find) for start in (0, 1)]
    features, right = ([*halves[0][i], *halves[1][i]] for i in (0, 1))
    if not features:
        raise AnnotationError("held-out documents", "the model found no claim in them; annotate more documents")
    fitted = fit_calibration(features, right)
    crossed = [fit_calibration(*halves[1 - i]) if halves[1 - i][0] else fitted for i in (0, 1)]
    confidences = [crossed[i].confidence(row) for i in (0, 1) for row in halves[i][0]]
    error = calibration_error(confidences, [*halves[0][1], *halves[1][1]])
    return _with_threshold(held_out, find, fitted), error


def _with_threshold(held_out: Sequence[HeldOut], find: CandidateFinder, fitted: Calibration) -> Calibration:
    """The calibration with the threshold that gives the best F1, averaged with its neighbors.

    Of thresholds that are as good as the best, the lowest, which shows more.
    """
    candidates = [replace(fitted, threshold=threshold) for threshold in THRESHOLDS]
    scores = [score_held_out(held_out, find, one)["claim"]["f1"] for one in candidates]
    smooth = [mean(scores[max(i - 1, 0) : i + 2]) for i in range(len(scores))]
    return next(one for one, f1 in zip(candidates, smooth, strict=True) if f1 >= max(smooth) - AS_GOOD)


def _judged(held_out: Sequence[HeldOut], find: CandidateFinder) -> tuple[list[tuple[float, ...]], list[bool]]:
    """The features of every claim, and whether it pairs with a gold claim."""
    features, right = [], []
    for one in held_out:
        claims = [(draft, claim_to_dict(claim)) for draft, claim in one.claims(find, UNCALIBRATED)]
        pairs = pair_claims([record for _, record in claims], one.document.claims, one.document.text)
        hits = {id(mine) for mine, theirs in pairs if counts_as_claim(mine, theirs)}
        features += [draft.features for draft, _ in claims]
        right += [id(record) in hits for _, record in claims]
    return features, right


def score_held_out(held_out: Sequence[HeldOut], find: CandidateFinder, calibration: Calibration) -> dict[str, Any]:
    """Score held-out documents at a calibration's threshold."""
    predicted = {
        one.document.name: [claim_to_dict(claim) for _, claim in one.claims(find, calibration)] for one in held_out
    }
    gold = {one.document.name: {"text": one.document.text, "claims": one.document.claims} for one in held_out}
    return score(predicted, gold)


def plain_document(document: Annotated) -> Document:
    """An annotated document as one that needs no cleaning."""
    return Document(
        id=document.name,
        source=document.name,
        original=document.text,
        text=document.text,
        offsets=IdentityMap(len(document.text)),
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        metadata=Metadata(title=document.title),
    )
