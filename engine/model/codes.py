"""The closed lists of words, as files and scripts spell them (contract, sections 2 and 3)."""

from enum import StrEnum


class Insurance(StrEnum):
    """险种: employee 职工医保 (310), resident 城乡居民医保 (390)."""

    EMPLOYEE = "employee"
    RESIDENT = "resident"


class Status(StrEnum):
    """人员类别."""

    IN_SERVICE = "in-service"
    RETIRED = "retired"
    RESIDENT = "resident"


class CredentialState(StrEnum):
    """State of a person's electronic credential 医保电子凭证."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    FROZEN = "frozen"


class Kind(StrEnum):
    """定点医药机构类型."""

    HOSPITAL = "hospital"
    PHARMACY = "pharmacy"


class Level(StrEnum):
    """机构等级; a pharmacy is a level of its own in the editions' tables."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"
    PHARMACY = "pharmacy"


class ItemClass(StrEnum):
    """目录等级: A 甲, B 乙 (a first share), C 丙 (not in the catalogue), or no medical item at all."""

    A = "A"
    B = "B"
    C = "C"
    NON_MEDICAL = "non-medical"


class Care(StrEnum):
    """医疗类别. `pharmacy` has a benefit only with an electronic prescription."""

    OUTPATIENT = "outpatient"
    CHRONIC = "chronic"
    INPATIENT = "inpatient"
    PHARMACY = "pharmacy"
    PREMIUM = "premium"

    @property
    def group(self) -> str:
        """Benefit group whose year counters this care adds to: inpatient has its own, the others share one."""
        return "inpatient" if self is Care.INPATIENT else "outpatient"


class Relation(StrEnum):
    """What one person is to another, always said from the authoriser's or owner's side."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"


class AccountUse(StrEnum):
    """个人账户使用标志: whether the personal account may pay, and whether mutual aid is asked for by name."""

    USE = "use"
    OFF = "off"
    ASK_MUTUAL_AID = "ask-mutual-aid"


class Fault(StrEnum):
    """Where a simulated line breaks; after the reply: the till was told, and died before it had noted anything."""

    NONE = "none"
    BEFORE_COMMIT = "before-commit"
    REPLY_LOST = "reply-lost"
    AFTER_REPLY = "after-reply"


class Event(StrEnum):
    """What a settlement record is."""

    SALE = "sale"
    REFUND = "refund"
    REVERSAL = "reversal"
    PREMIUM = "premium"


class Why(StrEnum):
    """Why a grant was not drawn on; `no-grant` is said of a relative who has given none, in explanations only."""

    NOT_ASKED = "not-asked"
    ACCOUNT_OFF = "account-off"
    NOT_COVERED = "not-covered"
    AUTHORISER_SUSPENDED = "authoriser-suspended"
    AUTHORISER_NO_ACCOUNT = "authoriser-no-account"
    OTHER_REGION = "other-region"
    OTHER_PROVINCE = "other-province"
    LIMIT_USED_UP = "limit-used-up"
    RESERVE = "reserve"
    NO_PRIOR_YEAR = "no-prior-year"
    NO_BALANCE = "no-balance"
    OTHER_AUTHORISER = "other-authoriser"
    NOTHING_LEFT_TO_PAY = "nothing-left-to-pay"
    NO_GRANT = "no-grant"
