"""What `accordant train` does: annotations in, a calibrated, exported and reported model out.

(1) Read the annotated documents. (2) Cross-validate: train without each fold, read it with the model. (3) Calibrate
confidences and choose the threshold on what was held out. (4) Train on everything. (5) Export, with the report on the
model's card.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from corpus.annotated import ARTICLES, STANDOFF, Annotated, read_annotated
from corpus.errors import AnnotationError
from corpus.labels import STANDARD, LabelSet
from corpus.own_labels import read_own_labels
from corpus.standoff import VARIABLE, read_standoff, texts_folder
from models.bases import BASES, find_base
from models.examples import WindowTarget
from models.export import export_model
from models.network import JointModel
from models.registry import find_model
from models.revive import load_torch
from models.train import ACCURATE, FAST, FURTHER, TrainingSettings
from pipeline.api import make_finder
from pipeline.candidates import CandidateFinder
from pipeline.teaching import load_teacher, teach
from pipeline.train_report import describe, score_by_genre
from pipeline.training import HeldOut, calibrate, fit, folds, hold_out, score_held_out

_FINAL = "model was trained on all documents; threshold and calibration come from models trained without some of them"
_LAST = "model was trained without one fold of the documents, on which threshold and calibration were chosen"
_SETTINGS = {"fast": FAST, "accurate": ACCURATE}
_NAMES = {"fast": "claims-en", "accurate": "claims-en-accurate"}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlan:
    """What the command line asks for; None takes the default."""

    output: Path
    annotations: Path | None = None
    profile: str = "fast"
    base: Path | None = None
    further: str | None = None
    """The model to train further, by profile or folder; else the pretrained encoder of the profile is trained."""
    teacher: str | None = None
    """The model to learn from beside the annotations."""
    own_labels: Path | None = None
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

    def changed(self, settings: TrainingSettings) -> TrainingSettings:
        """The settings with what the plan overrides."""
        wanted: dict[str, Any] = {"epochs": self.epochs, "seed": self.seed}
        return replace(settings, **{name: value for name, value in wanted.items() if value is not None})


class Start(NamedTuple):
    """What training starts from."""

    folder: Path
    """Holds the tokenizer."""
    base_name: str
    profile: str
    settings: TrainingSettings
    labels: LabelSet
    make: Callable[[], JointModel] | None
    """Makes the model that is trained further."""
    taught: Sequence[Sequence[WindowTarget]] = ()


class Run(NamedTuple):
    """A trained model, and the documents that it was trained on."""

    model: JointModel
    documents: Sequence[Annotated]


def train_model(plan: TrainingPlan, say: Say) -> dict[str, Any]:
    """Train, calibrate and export a model; return the report that stands on its card.

    Raises:
        AnnotationError: an annotation breaks the form, or there are too few.
        LabelError: the file of own labels is broken.
        UnknownBaseError, UnknownModelError: what training starts from is not installed.
        ModelFileError: a file of that is not the published one.
        TableError: a row of a user's own table is broken.
    """
    started = time.monotonic()
    start = start_from(plan)
    documents = read_documents(plan.annotations, say, start.labels)
    if len(documents) < 2 * plan.folds:
        raise AnnotationError(
            str(plan.annotations), f"{len(documents)} documents; at least {2 * plan.folds} are needed"
        )
    find = make_finder(plan.actors, plan.programs)
    if plan.teacher:
        start = start._replace(taught=teach(load_teacher(find_model(plan.teacher)), start.folder, find, say))
    held_out, last = cross_validate(documents, plan, start, find, say)
    calibration, error = calibrate(held_out, find)
    scores = score_held_out(held_out, find, calibration)
    say(f"cross-validation: {json.dumps(scores)}")
    say(f"expected calibration error {error:.3f}, threshold {calibration.threshold}")
    run = _run(documents, find, start, plan, "final", say) if plan.final else last
    report = {
        "data": describe(run.documents),
        "from": plan.further,
        "teacher": plan.teacher and find_model(plan.teacher).label,
        "settings": asdict(start.settings),
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
        start.folder,
        plan.output,
        name=_NAMES[start.profile] if plan.further is None else "claims-own",
        version=plan.version,
        profile=start.profile,
        base_name=start.base_name,
        calibration=calibration,
        training=report,
    )
    say(f"written to {plan.output}")
    return report


def start_from(plan: TrainingPlan) -> Start:
    """Find what the plan wants to train."""
    if plan.further is None:
        labels = read_own_labels(plan.own_labels) if plan.own_labels else STANDARD
        folder = find_base(plan.profile, plan.base)
        return Start(
            folder, BASES[plan.profile].name, plan.profile, plan.changed(_SETTINGS[plan.profile]), labels, None
        )
    model = find_model(plan.further)
    labels = read_own_labels(plan.own_labels, model.card.labels) if plan.own_labels else model.card.labels
    return Start(
        model.folder, model.card.base, model.card.profile, plan.changed(FURTHER), labels, lambda: load_torch(model)
    )


def read_documents(folder: Path | None, say: Say, labels: LabelSet = STANDARD) -> list[Annotated]:
    """Read annotated documents: those of a folder, or all that ship with Accordant and whose texts are at hand."""
    if folder is not None:
        return list(read_annotated(folder, labels))
    documents = list(read_annotated(ARTICLES))
    texts = texts_folder()
    if texts is None:
        missing = len(list(STANDOFF.glob("*.json")))
        say(f"{VARIABLE} is not set: training without the {missing} documents whose texts it would hold")
        return documents
    return [*documents, *read_standoff(STANDOFF, texts)]


def cross_validate(
    documents: Sequence[Annotated], plan: TrainingPlan, start: Start, find: CandidateFinder, say: Say
) -> tuple[list[HeldOut], Run]:
    """Read the documents of each fold with a model that was trained without it; return the last run as well."""
    held_out: list[HeldOut] = []
    for number, fold in enumerate(folds(documents, plan.folds)[: plan.runs]):
        names = {document.name for document in fold}
        rest = [document for document in documents if document.name not in names]
        run = _run(rest, find, start, plan, f"fold-{number}", say)
        held_out += hold_out(run.model, start.folder, fold, find)
    return held_out, run


def _run(
    documents: Sequence[Annotated], find: CandidateFinder, start: Start, plan: TrainingPlan, name: str, say: Say
) -> Run:
    checkpoints = plan.output / "checkpoints" / name
    report = _epochs(name.replace("-", " "), say)
    model = fit(
        documents, find, start.folder, start.settings,
        start=start.make, labels=start.labels, taught=start.taught, checkpoints=checkpoints, report=report,
    )  # fmt: skip
    return Run(model, documents)


def _epochs(name: str, say: Say) -> Callable[[int, float], None]:
    return lambda epoch, loss: say(f"{name}, epoch {epoch + 1}: loss {loss:.3f}")
