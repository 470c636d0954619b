"""From token probabilities to spans, and from a document's windows to what each trigger says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.labels import Role
from models.heads import NOTHING_EARLIER, ROLES, Discourse, Floats, Heads, Labels
from models.inputs import DocumentInput, MentionKind
from models.windows import Window, WindowMention

TRIGGER_FLOOR = 0.2
"""Tag probability from which a word may be a trigger; calibration weighs it later."""
PROGRAM_FLOOR = 0.7
_NO_NAMES = frozenset("the a an as at by for from in its of on that their this to under with and or".split())  # noqa: SIM905
"""Words that begin with a capital at the beginning of a sentence and name nothing."""
LIKELY = 0.7
"""Probability from which a trigger counts as an earlier claim, and an entity as its participant."""


@dataclass(frozen=True, slots=True)
class TriggerPrediction:
    """A trigger at code points ``[start, end)``, with the probabilities of what it says.

    ``roles`` gives, for each entity in sight, the probabilities of nothing and of each of `models.heads.ROLES`.
    Entities beyond those of the input are programs that the tags propose; they stand in `DocumentPrediction.programs`.
    """

    start: int
    end: int
    probability: float
    roles: Mapping[int, Floats]
    labels: Labels


@dataclass(frozen=True, slots=True)
class DocumentPrediction:
    """All triggers of a document in the order of the text, and the code-point spans of programs found by tags alone."""

    triggers: tuple[TriggerPrediction, ...]
    programs: Mapping[int, tuple[tuple[int, int], ...]]


class Decoder:
    """Applies the heads to the encoder's states of a document."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def __call__(self, document: DocumentInput, windows: list[Window], states: list[Floats]) -> DocumentPrediction:
        """Find triggers and programs in each window's target and judge the mentions around each trigger."""
        tags = [self._heads.tokens(window_states) for window_states in states]
        found = [list(_names(document.text, tag[1], window)) for tag, window in zip(tags, windows, strict=True)]
        new = _NewPrograms(document)
        windows = [new.extend(window, spans) for window, spans in zip(windows, found, strict=True)]
        is_program = [entity.is_program for entity in document.entities] + [True] * len(new.places)
        frequencies = document.frequencies()
        triggers: list[TriggerPrediction] = []
        earlier = NOTHING_EARLIER
        for window, window_states, tag in zip(windows, states, tags, strict=True):
            mentions = self._heads.mentions(window_states, window)
            for found_span, probability in tag_spans(tag[0], window, TRIGGER_FLOOR):
                span = _whole_words(window, document.text, found_span)
                roles = self._heads.roles(
                    window_states, window, span, mentions, Discourse(frequencies, is_program, earlier)
                )
                labels = self._heads.labels(window_states, window, span)
                start, end = _characters(window, span)
                triggers.append(TriggerPrediction(start, end, probability, roles, labels))
                if probability >= LIKELY and (part := likely_participants(roles)):
                    earlier = (part, earlier[0])
        first = len(document.entities)
        return DocumentPrediction(
            tuple(triggers), {first + n: tuple(places) for n, places in enumerate(new.places.values())}
        )


def _names(text: str, tags: Floats, window: Window) -> Iterator[tuple[int, int]]:
    """Spans of tokens that are tagged as programs and written like names: whole words, one of them with a capital."""
    for span, _ in tag_spans(tags, window, PROGRAM_FLOOR):
        start, end = _whole_words(window, text, span)
        first, last = _characters(window, (start, end))
        words = re.findall(r"\w[\w.&’'-]+", text[first:last])
        if any(re.search(r"[A-Z]", word) and word.lower() not in _NO_NAMES for word in words):
            yield start, end


def likely_participants(roles: Mapping[int, Floats]) -> frozenset[int]:
    """The entities that most probably take part."""
    place = ROLES.index(Role.PARTICIPANT) + 1
    return frozenset(entity for entity, probabilities in roles.items() if probabilities[place] >= LIKELY)


def tag_spans(tags: Floats, window: Window, floor: float) -> Iterator[tuple[tuple[int, int], float]]:
    """Runs of tokens of the target that are more likely than ``floor`` to be inside a span, cut where one begins."""
    first, last = window.target
    inside = 1 - tags[:, 0]
    start = None
    for token in range(first, last + 1):
        more = token < last and inside[token] >= floor
        begins = more and tags[token, 1] > tags[token, 2] and not _continues_word(window, token)
        if start is not None and (not more or begins):
            yield (start, token), float(inside[start:token].max())
            start = None
        if more and start is None:
            start = token


def _continues_word(window: Window, token: int) -> bool:
    return bool(token > 0 and window.chars[token, 0] == window.chars[token - 1, 1])


def _whole_words(window: Window, text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span of tokens so that it cuts no word."""
    start, end = span
    while start > window.target[0] and _inside_word(window, text, start):
        start -= 1
    while end < window.target[1] and _inside_word(window, text, end):
        end += 1
    return start, end


def _inside_word(window: Window, text: str, token: int) -> bool:
    at = int(window.chars[token, 0])
    return _continues_word(window, token) and text[at - 1].isalnum() and text[at].isalnum()


def _characters(window: Window, span: tuple[int, int]) -> tuple[int, int]:
    return int(window.chars[span[0], 0]), int(window.chars[span[1] - 1, 1])


class _NewPrograms:
    """Numbers the programs that the tags propose and no candidate stands for; the same words are the same program."""

    def __init__(self, document: DocumentInput) -> None:
        self._document = document
        self._known = [
            (c.start, c.end) for c in document.candidates if c.kind is MentionKind.PROGRAM and not c.in_title
        ]
        self.places: dict[str, list[tuple[int, int]]] = {}

    def extend(self, window: Window, spans: list[tuple[int, int]]) -> Window:
        """Return the window with the new programs as mentions."""
        mentions = list(window.mentions)
        for span in spans:
            start, end = _characters(window, span)
            if not any(start < b and a < end for a, b in self._known):
                words = self._document.text[start:end].lower()
                self.places.setdefault(words, []).append((start, end))
                number = len(self._document.entities) + list(self.places).index(words)
                sentence = int(window.sentences[span[0]])
                mentions.append(WindowMention(number, span[0], span[1], sentence, MentionKind.PROGRAM))
        return Window(window.ids, window.kinds, window.chars, window.sentences, window.target, tuple(mentions))


def certainty(prediction: TriggerPrediction, entities: list[int], role: int) -> float:
    """The least sure of some entities' roles; 0 where there are none."""
    return min((float(prediction.roles[entity][role + 1]) for entity in entities), default=0.0)


def top(probabilities: Floats) -> int:
    """Index of the likeliest."""
    return int(np.argmax(probabilities))
