"""Of any world: what each person's code, each place and each item would bring, found by trying. Nothing is booked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.model.codes import ItemClass
from pos.magic import Entry, provoked
from pos.scenario import Quote
from pos.step import LineTable, Said
from pos.world import ItemTable, WorldFile


def probed(world: WorldFile) -> Sequence[Entry]:
    """Every person at the first designated place with the first medical item, by the own phone and by each that is bound.

    Then every other place, and every other kind of item, with the first person. Each entry says what came.
    """
    place = next((place.id for place in world.institutions if place.designated), None)
    item = next((item for item in world.items if item.item_class is not ItemClass.NON_MEDICAL and item.price), None)
    if place is None or item is None or not world.people:
        return ()
    steps = [*_people(world, place, item), *_places(world, place, item), *_items(world, place, item)]
    return tuple(_tried(f"{number}", step, world) for number, step in enumerate(steps, start=1))


def _people(world: WorldFile, place: str, item: ItemTable) -> Iterator[Quote]:
    for person in world.people:
        owners = [binding.owner for binding in world.family_accounts if binding.member == person.id]
        for owner in (None, *owners):
            yield Quote(at=place, holder=person.id, shown_by=owner, lines=[_line(item)])


def _places(world: WorldFile, place: str, item: ItemTable) -> Iterator[Quote]:
    for other in world.institutions:
        if other.id != place:
            yield Quote(at=other.id, holder=world.people[0].id, lines=[_line(item)])


def _items(world: WorldFile, place: str, item: ItemTable) -> Iterator[Quote]:
    known = {(item.item_class, item.traced, bool(item.limit), bool(item.price))}
    for other in world.items:
        kind = (other.item_class, other.traced, bool(other.limit), bool(other.price))
        if kind not in known:
            known.add(kind)
            yield Quote(at=place, holder=world.people[0].id, lines=[_line(other)])


def _line(item: ItemTable) -> LineTable:
    return LineTable(item=item.code, quantity=Decimal(1))


def _tried(number: str, step: Quote, world: WorldFile) -> Entry:
    step.expect = {}
    (result,), _good = provoked(Entry(name=number, steps=[step], say=_called(step, world)), "en", world)
    step.expect = {"refused": result["refused"]} if "refused" in result else {"fen": result["fen"], "draws": result["draws"]}
    return Entry(name=str(result.get("refused", number)), steps=[step], say=_called(step, world))


def _called(step: Quote, world: WorldFile) -> Said:
    """Who, where, what."""
    person = next(person.name or person.id for person in world.people if person.id == step.holder)
    place = next(place for place in world.institutions if place.id == step.at)
    item = next(item for item in world.items if item.code == step.lines[0].item)
    chinese = (person, place.name or place.id, item.name or item.code)
    return Said(zh=" · ".join(chinese), en=" · ".join((person, place.english or chinese[1], item.english or chinese[2])))
