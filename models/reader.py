"""The joint model in use: a document's candidates in, what each trigger says out."""

from __future__ import annotations

from models.decode import Decoder, DocumentPrediction
from models.encoder import Encoder
from models.heads import Heads
from models.inputs import DocumentInput
from models.windows import WindowMaker


class JointReader:
    """Cuts a document into windows, encodes them, and decodes the heads' answers."""

    def __init__(self, make: WindowMaker, encode: Encoder, heads: Heads) -> None:
        self._make, self._encode, self._decode = make, encode, Decoder(heads)

    def __call__(self, document: DocumentInput) -> DocumentPrediction:
        """Read one document."""
        windows = list(self._make(document))
        return self._decode(document, windows, self._encode(windows))
