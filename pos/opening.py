"""What the till makes of an open house before its first sale."""

from collections.abc import Sequence
from importlib import import_module

from engine.model.item import Item
from pos.catalogue import Catalogue
from pos.readings import learn
from pos.spelling import plain
from pos.wording.say import table

_FIRST_SALE = (
    "pos.entry",
    "scanner.sources.keystrokes",
    "pos.counter",
    "pos.pools",
    "pos.tender",
    "pos.screens.settle",
    "pos.screens.receipt",
    "pos.counter_private",
    "pos.receipt_code",
    "textual.scrollbar",
)
"""What keys need that come with a sale."""
_OF_MENUS = ("menu.", "till.rx", "till.no-rx", "till.account-")


def catalogue_of(items: Sequence[Item]) -> Catalogue:
    """Everything on sale, found by how it is read. What menus say is searched so too: its signs are learnt along with the names'."""
    menus = (label for key, labels in table().items() if key.startswith(_OF_MENUS) for label in labels)
    learn(plain("".join([*(item.name for item in items), *menus])))
    return Catalogue(items)


def load_first_sale() -> None:
    """While nobody has pressed a key yet: the first F9 then takes no longer than the second."""
    for module in _FIRST_SALE:
        import_module(module)
