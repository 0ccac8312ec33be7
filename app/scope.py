"""Who is acting: the scope every query takes first, and the actor every audit line names."""

from dataclasses import dataclass, field

from app.permissions import OFFICIALS, Action, Reach, Role, may, reaches, reaches_ward


@dataclass(frozen=True, slots=True)
class Scope:
    """A person acting for one unit: all a query needs to know what may be seen.

    uses_targets: whether the ward has decided to use chỉ tiêu.
    """

    person_id: int
    person_name: str
    unit_id: int
    unit_code: str
    unit_name: str
    unit_kind: str
    ward_id: int
    ward_name: str
    title: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    uses_targets: bool = False

    def may(self, action: str) -> bool:
        return may(self.roles, action)

    def reaches(self, action: str) -> frozenset[Reach]:
        """How far an action goes for this person: a reporter who is a handler too has two."""
        return reaches(self.roles, Action(action))

    def reaches_ward(self, action: str) -> bool:
        return reaches_ward(self.roles, action)

    @property
    def sees_ward(self) -> bool:
        return self.reaches_ward(Action.SEE_ENTRIES)

    @property
    def logs(self) -> bool:
        return self.may(Action.LOG)

    @property
    def has_desk(self) -> bool:
        """Whether the ward's desk is this person's place: its list of units or of people."""
        return self.may(Action.SEE_UNITS) or self.may(Action.SEE_PEOPLE)

    @property
    def is_official(self) -> bool:
        return not self.roles.isdisjoint(OFFICIALS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something and from where, as the audit keeps it. person_id None: the console."""

    person_id: int | None
    address: str
    ward_id: int | None = None


CONSOLE = Actor(None, "console")
