"""Accordant reads commentary and news, and writes down every claim about international cooperation as a record.

    import accordant

    nlp = accordant.load()
    for claim in nlp("Italy and Japan signed a radar agreement on Friday."):
        print(claim.status, claim.participants)

Everything else is imported when it is first used, so that the command starts at once.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.claim import Actor, Attribution, Claim, Evidence, Program, Span
    from corpus.clean import clean
    from corpus.document import Document, RawDocument
    from corpus.errors import AccordantError
    from corpus.readers import read_documents
    from corpus.serialize import claim_from_dict, claim_schema, claim_to_dict, claim_to_json
    from corpus.visible import visible
    from pipeline.api import Pipeline, load

_HOMES = {
    "corpus.claim": ("Actor", "Attribution", "Claim", "Evidence", "Program", "Span"),
    "corpus.clean": ("clean",),
    "corpus.document": ("Document", "RawDocument"),
    "corpus.errors": ("AccordantError",),
    "corpus.readers": ("read_documents",),
    "corpus.serialize": ("claim_from_dict", "claim_schema", "claim_to_dict", "claim_to_json"),
    "corpus.visible": ("visible",),
    "pipeline.api": ("Pipeline", "load"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_PACKAGES = ("corpus", "models", "pipeline")

__all__ = [
    "AccordantError", "Actor", "Attribution", "Claim", "Document", "Evidence", "Pipeline", "Program", "RawDocument",
    "Span", "claim_from_dict", "claim_schema", "claim_to_dict", "claim_to_json", "clean", "load", "read_documents",
    "visible",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'accordant' has no attribute {name!r}")
    _claim_packages()
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)


def main() -> None:
    """Run the command line."""
    _claim_packages()
    importlib.import_module("pipeline.cli").main()


def _claim_packages() -> None:
    """Import Accordant's packages from beside this file, whatever folders of the same names the caller works in.

    Raises:
        ImportError: other packages of these names are already in use by the same program.
    """
    home = Path(__file__).resolve().parent
    path = list(sys.path)
    sys.path.insert(0, str(home))
    try:
        for name in _PACKAGES:
            found = Path(importlib.import_module(name).__file__ or "").resolve().parent.parent
            if found != home:
                raise ImportError(f"accordant needs its own package {name!r}, but {found / name} is already imported")
    finally:
        sys.path[:] = path


if __name__ == "__main__":
    main()
