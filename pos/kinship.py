"""A person's family as the desk shows it: two lists that are never mixed. Knows no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.errors import EngineError
from engine.model.family import Binding, Grant
from engine.model.person import Person
from engine.model.purse import Balance
from engine.money import Money
from engine.service.engine import Engine
from pos.named import by_name
from pos.wording import Lang
from pos.wording.explain import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Around `person`: whose codes the phone shows and who shows this one's, then the grants given and received. `used` is by grant."""

    person: str
    people: Mapping[str, Person]
    bindings: Sequence[Binding]
    grants: Sequence[Grant]
    used: Mapping[int, Money]
    balances: Mapping[str, Balance]

    def name(self, person: str) -> str:
        """The id where the name is not known."""
        found = self.people.get(person)
        return found.name if found else person


def kinship_of(engine: Engine, person: str) -> Kinship:
    """Raises BadInput `unknown-person`, BooksError."""
    family = engine.family_of(person)
    return Kinship(
        person=person,
        people={known.id: known for known in engine.people()},
        bindings=(*family.shows, *family.shown_by),
        grants=(*family.given, *family.received),
        used=family.used,
        balances=engine.balances(),
    )


def refusal_by_name(lang: Lang, error: EngineError, names: Mapping[str, Person]) -> str:
    """The engine's refusal with people's names in place of their ids."""
    return refusal(lang, by_name(error, lambda person: names[person].name if person in names else person))
