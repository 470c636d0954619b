"""What parts of the way contribute: ``python -m benchmarks.ablations [CHECKPOINT]``.

* ``as shipped``.
* ``no cross-sentence candidates``: only mentions in the trigger's own sentence may have a role.
* ``float32``: the encoder as trained, before it is quantized; needs the run's checkpoint and torch.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from safetensors.numpy import load_file

from models.encoder import OnnxEncoder
from models.heads import Discourse, Floats, Heads, MentionStates
from models.load import load_reader
from models.reader import JointReader
from models.registry import InstalledModel, find_model
from models.windows import Window, WindowMaker
from pipeline.api import as_document, load
from pipeline.assess import Documents, claims_of, read_sets
from pipeline.evaluate import score
from pipeline.extract import Extractor


class SameSentenceHeads(Heads):
    """Heads that see no mention outside the trigger's sentence."""

    def roles(
        self,
        states: Floats,
        window: Window,
        trigger: tuple[int, int],
        mentions: MentionStates,  # noqa: ARG002 - those of all sentences
        discourse: Discourse,
    ) -> dict[int, Floats]:
        """Roles of the mentions in the sentence."""
        here = int(window.sentences[trigger[0]])
        narrow = replace(window, mentions=tuple(m for m in window.mentions if m.sentence == here))
        return super().roles(states, narrow, trigger, self.mentions(states, narrow), discourse)


def variants(model: InstalledModel, checkpoint: Path | None, scratch: Path) -> Iterator[tuple[str, JointReader]]:
    """Yield the ways to read a document."""
    yield "as shipped", load_reader(model)
    from models.load import load_tokenizer

    make, weights = WindowMaker(load_tokenizer(model.folder)), load_file(model.folder / "heads.safetensors")
    yield (
        "no cross-sentence candidates",
        JointReader(make, OnnxEncoder(model.folder / "encoder.onnx"), SameSentenceHeads(weights)),
    )
    if checkpoint:
        yield "float32", JointReader(make, OnnxEncoder(_in_full(checkpoint, scratch / "full.onnx")), Heads(weights))


def _in_full(checkpoint: Path, path: Path) -> Path:
    import torch

    from models.bases import find_base
    from models.export import export_encoder
    from models.network import JointModel
    from models.pretrained import load_encoder

    model = JointModel(load_encoder(find_base("fast")))
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    export_encoder(model.eval(), path, int8=False)
    return path


def scores(reader: JointReader, extractor: Extractor, documents: Documents) -> str:
    """The main measures of a variant, at the shipped threshold."""
    extract = replace(extractor, read=reader)
    found = score(claims_of(lambda one: extract(as_document(one)), documents), documents)
    return ", ".join(f"{measure} {found[measure]['f1']:.3f}" for measure in ("claim", "strict", "dyad", "program"))


def main() -> int:
    """Print the scores of each variant on each set."""
    checkpoint = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    extractor, sets = load().extractor, list(read_sets())
    with tempfile.TemporaryDirectory() as scratch:
        for label, reader in variants(find_model("fast"), checkpoint, Path(scratch)):
            for name, documents in sets:
                sys.stdout.write(f"{name}: {label}: {scores(reader, extractor, documents)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
