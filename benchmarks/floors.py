"""Sets the floors of `tests/quality` by what is measured: ``python -m benchmarks.floors [--lower REASON]``.

A floor lies `MARGIN` under the score of the shipped model, and goes up by itself. One that would go down stays where it
is, and the command fails, unless ``--lower`` says why; the reason is kept beside the floors.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.assess import read_sets, read_with
from pipeline.evaluate import score

FILE = Path(__file__).parent.parent / "tests" / "quality" / "floors.json"
MARGIN = 0.02
"""Less than the standard error of either set: what falls further is worth a look."""
MEASURES = ("claim", "strict", "dyad", "program", "participant", "domain", "status")


def moved(
    floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Mapping[str, float]], *, lower: bool
) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Return the new floors, and what fell below an old one; without ``lower`` such a floor stays."""
    result: dict[str, dict[str, float]] = {name: dict(values) for name, values in floors.items()}
    fallen = []
    for name, values in measured.items():
        for measure, value in values.items():
            old, new = floors.get(name, {}).get(measure, 0.0), round(value - MARGIN, 3)
            if value < old:
                fallen.append(f"{measure} of the {name}: {value:.3f}, its floor {old:.3f}")
            if new > old or (value < old and lower):
                result.setdefault(name, {})[measure] = new
    return result, fallen


def measure() -> dict[str, dict[str, float]]:
    """The scores of the shipped model on every set at hand."""
    return {name: dict(_values(score(read_with("fast", documents), documents))) for name, documents in read_sets()}


def _values(found: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for name in MEASURES:
        yield name, found[name]["f1"] if isinstance(found[name], dict) else found[name]


def main(lower: Annotated[str, typer.Option(help="Why floors may go down.")] = "") -> None:
    """Measure, and write the floors."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    content["floors"], fallen = moved(content["floors"], measure(), lower=bool(lower))
    if fallen and lower:
        content["lowered"].append({"reason": lower, "floors": fallen})
    FILE.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    sys.stdout.writelines(f"{line}\n" for line in fallen)
    if fallen and not lower:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
