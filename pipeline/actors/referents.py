"""Whom an expression may stand for: the sets of actors that a text has named around it, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.labels import ActorKind
from pipeline.actors.expressions import Expression, Sort
from pipeline.actors.history import ActorSet, History

PAIR = 2
MOST = 30
"""Actors that one expression may stand for."""

Ids = tuple[str, ...]
_KINDS = {
    Sort.COUNTRY: {ActorKind.STATE, ActorKind.NONSTATE},
    Sort.GOVERNMENT: {ActorKind.STATE, ActorKind.NONSTATE},
    Sort.HOST: {ActorKind.STATE},
    Sort.BLOC: {ActorKind.ORGANIZATION},
    Sort.BODIES: {ActorKind.ORGANIZATION},
    Sort.MOVEMENT: {ActorKind.NONSTATE},
}
"""Kinds of actors that an expression of a sort can mean."""


@dataclass(slots=True)
class Referent:
    """A set of actors that an expression may stand for, with each source that proposes it and how far off that is."""

    ids: Ids
    sources: dict[str, int] = field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()
    led: bool = False
    weak: bool = True
    roles: dict[str, int] = field(default_factory=dict)
    """The roles that its mentions have, with the number of sentences back of the nearest."""
    last: int = 0
    """Where its last mention before the expression ends."""


class Referents:
    """Collects the sets that may be meant by an expression at a place."""

    def __init__(self, history: History, expression: Expression, place: tuple[int, int]) -> None:
        self._history, self._expression, self._place = history, expression, place
        self.found: dict[frozenset[str], Referent] = {}

    def collect(self, formats: Iterable[Ids]) -> list[Referent]:
        """Return all candidates; ``formats`` are the members of the organizations and programs that the text names."""
        history, start = self._history, self._place[0]
        newest_first = list(history.before(start))
        if self._expression.format:
            self._from_formats(formats, newest_first)
            return list(self.found.values())
        for back, sets in newest_first:
            self._from_sentence(sets, back)
        for one in history.after(self._place[1])[:2]:
            self._add(one.ids, "after", 0, one)
        if self._expression.plural:
            self._from_runs(newest_first)
            self._add(dict.fromkeys(history.title), "title", 0)
            self._main()
            self._from_formats(formats, newest_first)
        else:
            for key in history.title:
                self._add({key: None}, "title", 0)
            for key, _ in history.counts.most_common(1):
                self._add({key: None}, "main", 0)
        return list(self.found.values())

    def _from_sentence(self, sets: Sequence[ActorSet], back: int) -> None:
        strong = [one for one in sets if not one.weak] or sets
        for position, one in enumerate(strong):
            source = "resolved" if one.resolved else "list" if len(one.ids) > 1 else "single"
            self._add(one.ids, source, back, one)
            if position == 0:
                self._add(one.ids, f"first_{source}", back, one)
            if position == len(strong) - 1:
                self._add(one.ids, f"last_{source}", back, one)
            if not self._expression.plural:
                for key, span in zip(one.ids, one.spans, strict=False):
                    inside = ActorSet(*span, {key: None}, (span,), one.led, role=one.role)
                    self._add({key: None}, "inside", back, inside)
        if self._expression.plural and len(strong) > 1:
            self._add(_union(strong), "sentence", back, *strong)
            self._add(_union(strong[:2]), "first_two", back, *strong[:2])
            self._add(_union(strong[-2:]), "last_two", back, *strong[-2:])
            self._add(self._of_one_kind(strong), "one_kind", back, *strong)
            lists = [one for one in strong if len(one.ids) > 1]
            if len(lists) > 1:
                self._add(_union(lists), "lists", back, *lists)

    def _of_one_kind(self, sets: Iterable[ActorSet]) -> dict[str, None]:
        """The organizations among some actors where bodies are meant, else the states."""
        kind = ActorKind.ORGANIZATION if self._expression.sort is Sort.BODIES else ActorKind.STATE
        return {key: None for key in _union(sets) if self._history.kinds.get(key) is kind}

    def _from_runs(self, newest_first: Sequence[tuple[int, Sequence[ActorSet]]]) -> None:
        run: list[ActorSet] = []
        firsts: list[ActorSet] = []
        for back, sets in newest_first:
            strong = [one for one in sets if not one.weak] or list(sets)
            run += strong
            firsts.append(strong[0])
            self._add(_union(run), "run", back, *run)
            self._add(self._of_one_kind(run), "kind_run", back, *run)
            if len(firsts) == PAIR:
                self._add(_union(firsts), "firsts", back, *firsts)

    def _main(self) -> None:
        number = self._expression.number or PAIR
        common = self._history.counts.most_common(number + 1)
        if len(common) >= number and (len(common) == number or common[number][1] < common[number - 1][1]):
            self._add(dict.fromkeys(key for key, _ in common[:number]), "main", 0)
        if self._expression.sort in {Sort.WE, Sort.THEY} and common:
            self._add({common[0][0]: None}, "main_one", 0)

    def _from_formats(self, formats: Iterable[Ids], newest_first: Sequence[tuple[int, Sequence[ActorSet]]]) -> None:
        here = {key for _, sets in newest_first[:2] for one in sets for key in one.ids}
        subjects = [key for _, sets in newest_first[:2] for one in sets[:1] for key in list(one.ids)[:1]]
        for members in formats:
            if self._expression.others:
                subject = next((key for key in subjects if key in members), None)
                self._add(dict.fromkeys(key for key in members if key != subject), "format_others", 0)
                if self._expression.number:
                    self._add(dict.fromkeys(key for key in members if key not in here), "format_others", 0)
            elif self._expression.number or all(key in self._history.counts for key in members):
                self._add(dict.fromkeys(members), "format", 0)
        if self._expression.others:
            for one in [*self.found.values()]:
                rest = dict.fromkeys(key for key in one.ids if key not in here)
                if len(rest) < len(one.ids):
                    self._add(rest, "others", min(one.sources.values()))

    def _add(self, ids: dict[str, None], source: str, back: int, *sets: ActorSet) -> None:
        expression = self._expression
        if not ids or len(ids) > MOST or (expression.number and len(ids) != expression.number):
            return
        if expression.plural and len(ids) == 1 and not self._may_be_one(next(iter(ids))):
            return
        if not self._is_of_kind(ids):
            return
        key = frozenset(ids)
        one = self.found.get(key)
        if one is None:
            one = self.found[key] = Referent(tuple(ids))
        one.sources[source] = min(back, one.sources.get(source, back))
        if sets and not one.spans:
            one.spans = tuple(span for each in sets for span in each.spans)
        for each in sets:
            one.roles[each.role] = min(back, one.roles.get(each.role, back))
            if each.end <= self._place[0]:
                one.last = max(one.last, each.end)
        one.led = one.led or any(each.led for each in sets)
        one.weak = one.weak and all(each.weak for each in sets)

    def _is_of_kind(self, ids: Iterable[str]) -> bool:
        """Whether actors are of the kind that the expression names."""
        wanted = _KINDS.get(self._expression.sort)
        among = self._expression.among
        if among is not None and not among.issuperset(ids):
            return False
        return wanted is None or all(self._history.kinds.get(key, ActorKind.STATE) in wanted for key in ids)

    def _may_be_one(self, key: str) -> bool:
        """Whether one actor can be meant by a plural: a bloc, or a state whose people speak."""
        if self._expression.sort in {Sort.WE, Sort.THEY}:
            return True
        bloc = self._history.kinds.get(key) is ActorKind.ORGANIZATION
        return bloc and self._expression.sort in {Sort.MEMBERS, Sort.STATES, Sort.PEOPLE, Sort.SIDES}


def _union(sets: Iterable[ActorSet]) -> dict[str, None]:
    return {key: None for one in sets for key in one.ids}
