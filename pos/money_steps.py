"""Steps that move money without a sale: the wallet between provinces, the cash drawer."""

from engine.model.codes import Relation
from engine.money import Money
from pos.step import Step


class Send(Step, tag="send"):
    """医保钱包: `relation` is what the recipient is to the sender."""

    sender: str
    recipient: str
    relation: Relation
    amount: Money


class Accept(Step, tag="accept"):
    """`transfer` names the result of a sending, or is its number."""

    transfer: str


class Float(Step, tag="float"):
    """Change money into a drawer."""

    amount: Money
    at: str | None = None
    operator: str = ""


class Count(Step, tag="count"):
    """The cash in a drawer, counted."""

    counted: Money
    at: str | None = None
    operator: str = ""


MoneyStep = Send | Accept | Float | Count
