"""What the till makes of an open house before its first sale."""

from collections.abc import Sequence

from engine.model.item import Item
from pos.catalogue import Catalogue
from pos.readings import learn
from pos.wording.say import table


def catalogue_of(items: Sequence[Item]) -> Catalogue:
    """Everything on sale, found by how it is read. What menus say is searched so too: its signs are learnt along with the names'."""
    learn("".join([*(item.name for item in items), *(chinese for chinese, _ in table().values())]).casefold())
    return Catalogue(items)
