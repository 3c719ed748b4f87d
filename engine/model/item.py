"""Something that is sold: a medicine, a device, or no medical item at all."""

from dataclasses import dataclass
from decimal import Decimal

from engine.model.codes import ItemClass


def fits(name: str, value: Decimal, *, whole_digits: int, decimals: int) -> None:
    """Raises ValueError unless `value` is a number of at most so many digits before and after the point."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or value.adjusted() >= whole_digits or -exponent > decimals:
        msg = f"{name} {str(value)[:40]} is no number of at most {whole_digits} digits and {decimals} decimals"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`price` and `limit` are yuan a unit (limit None: none); `first_share` 先自付比例 is a rate and counts for class B only.

    `service` 诊疗项目: an examination, a registration; it is done, not handed out, and not on a pharmacy's shelf.
    Class, limit and first share are those of the place of treatment (就医地目录).
    """

    code: str
    name: str
    item_class: ItemClass
    price: Decimal
    limit: Decimal | None = None
    first_share: Decimal = Decimal(0)
    traced: bool = False
    english: str = ""
    spec: str = ""
    unit: str = ""
    approval: str = ""
    national_code: str = ""
    ean: str = ""
    service: bool = False

    def __post_init__(self) -> None:
        for name, value in (("price", self.price), ("limit", self.limit), ("first_share", self.first_share)):
            if value is not None:
                fits(name, value, whole_digits=16, decimals=6)
                if value < 0 or (name == "first_share" and value > 1):
                    msg = f"{name} {value} is out of range"
                    raise ValueError(msg)

    @property
    def medical(self) -> bool:
        """Non-medical goods may not stand in an insurance sale."""
        return self.item_class is not ItemClass.NON_MEDICAL
