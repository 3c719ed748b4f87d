"""A medical institution or pharmacy 定点医药机构."""

from dataclasses import dataclass

from engine.model.codes import Care, Kind, Level
from engine.model.person import is_region


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """`designated` is false while its agreement with the bureau is suspended.

    `asks_pin` is its switch to ask for the credential's PIN when settling.
    """

    id: str
    name: str
    kind: Kind
    level: Level
    region: str
    designated: bool = True
    english: str = ""
    asks_pin: bool = False

    def __post_init__(self) -> None:
        if not is_region(self.region):
            msg = f"region {self.region[:40]!r} of {self.id} is no 6-digit region code"
            raise ValueError(msg)

    @property
    def usual_care(self) -> Care:
        """What is sold here when nobody says otherwise."""
        return Care.PHARMACY if self.kind is Kind.PHARMACY else Care.OUTPATIENT
