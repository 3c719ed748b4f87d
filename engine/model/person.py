"""An insured person 参保人."""

from dataclasses import dataclass
from datetime import date

from engine.model.codes import CredentialState, Insurance, Status
from engine.money import Money

_REGION_DIGITS = 6
_EMPLOYEE = Insurance.EMPLOYEE  # looked up once: on Python 3.11 naming a member costs as much as a call


def province(region: str) -> str:
    """The province of a 6-digit region code: its first two digits."""
    return region[:2]


def is_region(text: str) -> bool:
    """A region code 行政区划代码: 6 ASCII digits."""
    return len(text) == _REGION_DIGITS and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`region` is the pooling area of the insurance; `filed_in` the regions with a filing for treatment elsewhere (异地就医备案).

    `pin_hash` is the keyed hash of the credential's PIN, in hex; empty where none was set. `credited`: every month brings the
    personal account its due; in service that is a share of the own `contribution_base` 缴费基数, an amount a month.
    """

    id: str
    name: str
    region: str
    insurance: Insurance
    status: Status
    born: date
    insured: bool = True
    credential: CredentialState = CredentialState.ACTIVE
    filed_in: frozenset[str] = frozenset()
    pin_hash: str = ""
    contribution_base: Money | None = None
    credited: bool = False

    def __post_init__(self) -> None:
        if not is_region(self.region):
            msg = f"region {self.region[:40]!r} of {self.id} is no 6-digit region code"
            raise ValueError(msg)

    @property
    def may_authorise(self) -> bool:
        """Only an employee has a personal account to share."""
        return self.insurance is _EMPLOYEE
