"""The closed vocabularies of a claim, as the annotation guidelines define them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Domain(StrEnum):
    """What a cooperation is about."""

    TRADE = "trade"
    ECONOMIC_SECURITY = "economic_security"
    TECHNOLOGY = "technology"
    DEFENSE_INDUSTRY = "defense_industry"
    MILITARY = "military"
    MARITIME_SECURITY = "maritime_security"
    CYBER = "cyber"
    INTELLIGENCE = "intelligence"
    ARMS_CONTROL = "arms_control"
    LAW_ENFORCEMENT = "law_enforcement"
    SPACE = "space"
    ENERGY = "energy"
    CLIMATE = "climate"
    HEALTH = "health"
    DEVELOPMENT = "development"
    INFRASTRUCTURE = "infrastructure"
    FINANCE = "finance"
    SOCIETY = "society"
    DIPLOMACY = "diplomacy"


class Status(StrEnum):
    """Where a cooperation stands, as the text presents it."""

    PROPOSED = "proposed"
    CONSIDERED = "considered"
    PLEDGED = "pledged"
    AGREED = "agreed"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    STALLED = "stalled"
    ENDED = "ended"
    REJECTED = "rejected"


class Modality(StrEnum):
    """How a statement is put."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    RECOMMENDED = "recommended"
    CONDITIONAL = "conditional"
    NEGATED = "negated"


class AttributionKind(StrEnum):
    """Whose voice makes a statement."""

    AUTHOR = "author"
    OFFICIAL = "official"
    ORGANIZATION = "organization"
    EXPERT = "expert"
    MEDIA = "media"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The domains and statuses that a model tells apart: those of the guidelines, and after them a user's own."""

    domains: tuple[str, ...] = tuple(Domain)
    statuses: tuple[str, ...] = tuple(Status)

    def __post_init__(self) -> None:
        object.__setattr__(self, "domains", tuple(_DOMAINS.get(one, one) for one in self.domains))
        object.__setattr__(self, "statuses", tuple(_STATUSES.get(one, one) for one in self.statuses))

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """How many domains, statuses, modalities and kinds of attribution there are."""
        return len(self.domains), len(self.statuses), len(Modality), len(AttributionKind)


_DOMAINS: dict[str, str] = {str(one): one for one in Domain}
_STATUSES: dict[str, str] = {str(one): one for one in Status}
STANDARD = LabelSet()


class Role(StrEnum):
    """What an actor is to a cooperation."""

    PARTICIPANT = "participant"
    AGAINST = "against"
    ABSENT = "absent"


class ActorKind(StrEnum):
    """What sort of actor an identifier stands for."""

    STATE = "state"
    ORGANIZATION = "organization"
    GROUP = "group"
    NONSTATE = "nonstate"


class Via(StrEnum):
    """By what sort of expression a text refers to an actor."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    LEADER = "leader"
    INSTITUTION = "institution"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


class ProgramKind(StrEnum):
    """What sort of vehicle a program is."""

    TREATY = "treaty"
    TRADE_AGREEMENT = "trade_agreement"
    ALLIANCE = "alliance"
    ORGANIZATION = "organization"
    FORUM = "forum"
    PROJECT = "project"
    FUND = "fund"
    EXERCISE = "exercise"
    INITIATIVE = "initiative"
    DIALOGUE = "dialogue"


class Polarity(StrEnum):
    """Whether a claim speaks for or against cooperation, derived from status and modality."""

    COOPERATIVE = "cooperative"
    ADVERSE = "adverse"


class Genre(StrEnum):
    """What sort of text an annotated document is."""

    THINK_TANK = "think_tank"
    OP_ED = "op_ed"
    WIRE = "wire"
    JOINT_STATEMENT = "joint_statement"
    READOUT = "readout"
    FACT_SHEET = "fact_sheet"
    REGIONAL_PRESS = "regional_press"
    TRADE_PRESS = "trade_press"
    SPEECH = "speech"
    CONTENT_FARM = "content_farm"
    EXPLAINER = "explainer"
    INTERVIEW = "interview"
    NEWS = "news"
    BACKGROUND = "background"
