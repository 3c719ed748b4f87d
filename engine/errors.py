"""What the engine says no with. Codes and facts only: sentences are the till's (`pos.wording`)."""

from collections.abc import Mapping
from enum import StrEnum

Fact = str | int
Facts = Mapping[str, Fact]


class RefusalCode(StrEnum):
    """Stable, kebab-case, never reused: other people's scripts read them."""

    CREDENTIAL_UNKNOWN = "credential-unknown"
    CREDENTIAL_EXPIRED = "credential-expired"
    CREDENTIAL_USED = "credential-used"
    CREDENTIAL_INACTIVE = "credential-inactive"
    CREDENTIAL_FROZEN = "credential-frozen"
    NOT_A_CREDENTIAL = "not-a-credential"
    PERSON_SUSPENDED = "person-suspended"
    INSTITUTION_NOT_DESIGNATED = "institution-not-designated"
    NON_MEDICAL_ITEM = "non-medical-item"
    ZERO_LINE = "zero-line"
    EMPTY_BASKET = "empty-basket"
    TRACE_CODE_MISSING = "trace-code-missing"
    TRACE_CODE_SOLD = "trace-code-sold"
    FAMILY_LIMIT = "family-limit"
    NOT_BOUND = "not-bound"
    RELATION_NOT_ALLOWED = "relation-not-allowed"
    GRANT_EXISTS = "grant-exists"
    GRANT_LIMIT_REACHED = "grant-limit-reached"
    SINGLE_AUTHORISER = "single-authoriser"
    MUTUAL_BINDING = "mutual-binding"
    AUTHORISER_HAS_NO_ACCOUNT = "authoriser-has-no-account"
    NO_GRANT = "no-grant"
    ORDER_FIXED = "order-fixed"
    INSUFFICIENT_ACCOUNT = "insufficient-account"
    NOT_RESIDENT_INSURED = "not-resident-insured"
    KEY_CONFLICT = "key-conflict"
    ALREADY_REFUNDED = "already-refunded"
    ALREADY_REVERSED = "already-reversed"
    UNKNOWN_SETTLEMENT = "unknown-settlement"
    FIGURES_CHANGED = "figures-changed"
    AMOUNT_TOO_LARGE = "amount-too-large"
    NO_EDITION = "no-edition"
    WRONG_PIN = "wrong-pin"
    WALLET_SAME_PROVINCE = "wallet-same-province"
    WALLET_CLOSED = "wallet-closed"
    WALLET_TRANSFERS_A_DAY = "wallet-transfers-a-day"
    WALLET_AMOUNT = "wallet-amount"
    WALLET_ACCOUNT = "wallet-account"
    UNKNOWN_TRANSFER = "unknown-transfer"
    TRANSFER_ENDED = "transfer-ended"
    OUTCOME_UNKNOWN = "outcome-unknown"
    NOTHING_RETURNED = "nothing-returned"
    NOT_IN_SALE = "not-in-sale"
    MORE_THAN_SOLD = "more-than-sold"
    TRACE_CODE_MISMATCH = "trace-code-mismatch"
    RETURN_IS_FINAL = "return-is-final"
    ALREADY_SIGNED_IN = "already-signed-in"
    NOT_SIGNED_IN = "not-signed-in"
    NOTHING_TO_PLANT = "nothing-to-plant"
    NOT_A_HOSPITAL = "not-a-hospital"
    UNKNOWN_VISIT = "unknown-visit"
    VISIT_CANCELLED = "visit-cancelled"
    VISIT_SEEN = "visit-seen"
    VISIT_PAID = "visit-paid"
    VISIT_NOT_PAID = "visit-not-paid"
    NOTHING_ORDERED = "nothing-ordered"
    NOT_THE_BILL = "not-the-bill"
    OTHER_PATIENT = "other-patient"
    ALREADY_COLLECTED = "already-collected"
    NOT_FOR_PICK_UP = "not-for-pick-up"
    PACK_NOT_PAID = "pack-not-paid"
    MEDICINES_HANDED_OUT = "medicines-handed-out"
    NOT_HANDED_OUT = "not-handed-out"
    REGISTRATION_WHOLE = "registration-whole"
    NOTHING_TO_CLOSE = "nothing-to-close"


class EngineError(Exception):
    """Anything the engine refuses to do, with a stable code and the facts a sentence needs."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = str(code)
        self.facts: Facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {told}" if told else self.code


class Refusal(EngineError):
    """A business rule says no. Nothing was written."""

    code: RefusalCode

    def __init__(self, code: RefusalCode, **facts: Fact) -> None:
        super().__init__(code, **facts)
        self.code = code


class BadInput(EngineError):
    """The caller named something that is not there, or a file breaks its format. Facts name the file, the key and the value."""


class BooksError(EngineError):
    """The books cannot be opened or written: foreign, damaged, newer, read-only, busy, full."""
