"""The joint model in use: a document's candidates in, what each trigger says out."""

from __future__ import annotations

from collections.abc import Sequence

from models.decode import Decoder, DocumentPrediction
from models.encoder import Encoder
from models.heads import Heads
from models.inputs import DocumentInput
from models.windows import WindowMaker


class JointReader:
    """Cuts a document into windows, encodes them, and decodes the heads' answers."""

    def __init__(self, make: WindowMaker, encode: Encoder, heads: Heads) -> None:
        self._make, self._encode, self._decode = make, encode, Decoder(heads)

    @property
    def documents(self) -> int:
        """How many documents it should be given at once."""
        return self._encode.documents

    def __call__(self, document: DocumentInput) -> DocumentPrediction:
        """Read one document."""
        return self.read([document])[0]

    def read(self, documents: Sequence[DocumentInput]) -> list[DocumentPrediction]:
        """Read some documents, all their windows in one go."""
        windows = [list(self._make(document)) for document in documents]
        states = iter(self._encode([window for some in windows for window in some]))
        return [
            self._decode(document, some, [next(states) for _ in some])
            for document, some in zip(documents, windows, strict=True)
        ]
