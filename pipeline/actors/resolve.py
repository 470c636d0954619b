"""Whom pronouns and descriptions stand for ("they", "the two leaders", "these seven countries", "its neighbor").

Read from left to right. The sets of actors that the text names around an expression are its candidates
(`pipeline.actors.referents`); a ranker chooses among them (`pipeline.actors.ranking`). What does not fit, or is too
unsure, stays unresolved. Roles are judged by the model, which sees each resolved expression as one more mention of
its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.labels import Via
from pipeline.actors.entries import RULER, Border
from pipeline.actors.expressions import Expression, Sort, read_expression
from pipeline.actors.features import Situation
from pipeline.actors.history import ActorSet, History, as_set, coordinated
from pipeline.actors.ranking import Weights, load_weights, may_be_nobody, rank
from pipeline.actors.referents import Ids, Referent, Referents
from pipeline.mentions import ActorMention, Anaphor

SURE = 0.25
"""Probability from which a candidate is taken."""
SURE_OF_SOMEBODY = 0.12
"""The same where the expression is sure to stand for actors."""
_EXPLAINED = re.compile(r" (?:of (?!them\b|these\b)|whose )")
_EXPLAINED_BY_THAT = re.compile(r" that (?!(?:it|he|she|they|we|the|their|its|his|her|a|an|no|this|[A-Z]))")
_OWN_NEIGHBORS = re.compile(r"^(?:its|their) .*neighbou?rs$")
_DIRECTION = re.compile(r"\b(?:north|south|east|west)(?:ern)?\b")


@dataclass(frozen=True, slots=True)
class Resolution:
    """An expression with the ids that it stands for, and the places of the mentions that gave them."""

    anaphor: Anaphor
    ids: tuple[str, ...]
    antecedents: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What is known beyond the text: neighbors of states, and the members of what the text names, by its id."""

    neighbors: Mapping[str, Sequence[Border]]
    formats: Mapping[str, Ids] = field(default_factory=dict)
    speakers: Ids = ()
    """Who says "we" throughout: the parties of a joint statement."""


def resolve_anaphors(
    text: str,
    sentences: Sequence[tuple[int, int]],
    actors: Sequence[ActorMention],
    anaphors: Sequence[Anaphor],
    title: Sequence[ActorMention] = (),
    world: World = World({}),
) -> Iterator[Resolution]:
    """Yield the expressions that can be resolved, in the order of the text."""
    history = History(text, sentences, actors, title)
    weights = load_weights()
    for anaphor, expression in pointing(text, anaphors, actors):
        chosen = choose(history, anaphor, expression, world, weights)
        if chosen:
            place = (anaphor.start, anaphor.end)
            history.add(ActorSet(*place, dict.fromkeys(chosen.ids), (place,), resolved=True))
            yield Resolution(anaphor, chosen.ids, chosen.spans)


def pointing(
    text: str, anaphors: Sequence[Anaphor], actors: Sequence[ActorMention]
) -> Iterator[tuple[Anaphor, Expression]]:
    """The expressions in the order of the text, without those that words behind them explain ("the leaders of …")."""
    end = 0
    for anaphor in sorted(anaphors, key=lambda a: (a.start, -a.end)):
        if anaphor.start < end or _is_explained(text, anaphor):
            continue
        inside = [a.id for a in actors if anaphor.start <= a.start and a.end <= anaphor.end and a.id != "GROUP"]
        format_ = inside[0] if inside else None
        expression = read_expression(text[anaphor.start : anaphor.end], plural=anaphor.plural, format_=format_)
        if expression.sort is not Sort.AGREEMENT:
            end = anaphor.end
            yield anaphor, expression


def _is_explained(text: str, anaphor: Anaphor) -> bool:
    """Whether the words behind a description say whom it means."""
    by_that = anaphor.via is Via.DESCRIPTION and _EXPLAINED_BY_THAT.match(text, anaphor.end)
    return bool(by_that or _EXPLAINED.match(text, anaphor.end))


def choose(
    history: History, anaphor: Anaphor, expression: Expression, world: World, weights: Weights
) -> Referent | None:
    """Whom an expression stands for, or None."""
    place = (anaphor.start, anaphor.end)
    if expression.sort in {Sort.FORMER, Sort.LATTER}:
        return _one_of_two(history, expression, place[0])
    if expression.sort is Sort.WE and world.speakers and expression.number in {None, len(world.speakers)}:
        return Referent(world.speakers)
    if expression.sort in {Sort.NEIGHBOR, Sort.RULER} or _OWN_NEIGHBORS.search(expression.words):
        return _related(history, anaphor, expression, world, weights)
    formats = [world.formats.get(expression.format, ())] if expression.format else list(world.formats.values())
    candidates = Referents(history, expression, place).collect(formats)
    if expression.others and (rest := [one for one in candidates if "format_others" in one.sources]):
        fitting = [one for one in rest if len(one.ids) > 1 or expression.number]
        if len(fitting) == 1:
            return fitting[0]
    ranked = rank(candidates, Situation(expression, history, place), weights)
    sure = SURE if may_be_nobody(expression) else SURE_OF_SOMEBODY
    return ranked[0] if ranked and ranked[1] >= sure else None


def _related(
    history: History, anaphor: Anaphor, expression: Expression, world: World, weights: Weights
) -> Referent | None:
    """The neighbor or former ruler of the state that "its" stands for, or that is named right before."""
    owner = _owner(history, anaphor, expression, world, weights)
    if owner is None:
        return None
    directions = {side[0] for side in _DIRECTION.finditer(expression.words)}
    sides = {word.removesuffix("ern") for word in directions} or ({RULER} if expression.sort is Sort.RULER else set())
    fitting = [one for one in world.neighbors.get(owner, ()) if sides <= set(one.direction.split())]
    if expression.among is not None:
        fitting = [one for one in fitting if one.neighbor in expression.among]
    if not sides:
        fitting = [one for one in fitting if one.direction != RULER]
    if expression.plural:
        ids = tuple(one.neighbor for one in fitting)
        return Referent(ids) if len(ids) == expression.number else None
    named = [one for one in fitting if one.neighbor in history.counts]
    chosen = named if len(named) == 1 else fitting
    return Referent((chosen[0].neighbor,)) if len({one.neighbor for one in chosen}) == 1 else None


def _owner(history: History, anaphor: Anaphor, expression: Expression, world: World, weights: Weights) -> str | None:
    """The state whose neighbor or ruler is meant."""
    if expression.format:
        return expression.format
    place = (anaphor.start, anaphor.end)
    its = read_expression("its", plural=False)
    candidates = [one for one in Referents(history, its, place).collect(()) if one.ids[0] in world.neighbors]
    ranked = rank(candidates, Situation(its, history, place), weights, somebody=True)
    return ranked[0].ids[0] if ranked else None


def _one_of_two(history: History, expression: Expression, place: int) -> Referent | None:
    """The first or the second of the last two actors named side by side."""
    for _, sets in history.before(place):
        for one in reversed(sets):
            if len(one.ids) == 2:  # noqa: PLR2004 - the former and the latter
                number = 0 if expression.sort is Sort.FORMER else 1
                return Referent((list(one.ids)[number],), spans=one.spans[number : number + 1])
    return None


def named_together(text: str, actors: Sequence[ActorMention], span: tuple[int, int]) -> list[tuple[str, ...]]:
    """The ids of each list of actors that a stretch of text names side by side ("A, B and C")."""
    inside = [as_set(actor) for actor in actors if span[0] <= actor.start and actor.end <= span[1]]
    return [tuple(one.ids) for one in coordinated(text, inside) if len(one.ids) > 1]
