"""The verbs of the state machine: those of `machine_sales`, families, and a world that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, multiple, rule

from engine.model.codes import Relation
from engine.money import Money
from tests.engine.machine import PEOPLE, PREMIUM
from tests.engine.machine_sales import Sales, people

if TYPE_CHECKING:
    from engine.model.settlement import Settlement

limits = st.none() | st.integers(0, 60_000)


class Verbs(Sales):
    """All of them."""

    # families

    @initialize(
        filed=st.lists(
            st.tuples(st.sampled_from(["ann", "bob", "cai"]), st.sampled_from(["rui", "rui", "sun", "cai"]), limits), min_size=3, max_size=7
        )
    )
    def file_some_grants(self, filed: list[tuple[str, str, int | None]]) -> None:
        for authoriser, beneficiary, limit in filed:
            self.grant(authoriser, beneficiary, limit)

    @rule(authoriser=people, beneficiary=people, limit=limits)
    def grant_anew(self, authoriser: str, beneficiary: str, limit: int | None) -> None:
        self.grant(authoriser, beneficiary, limit)

    def grant(self, authoriser: str, beneficiary: str, limit: int | None) -> None:
        most = None if limit is None else Money(limit)
        doing = lambda: self.town.engine.grant(authoriser=authoriser, beneficiary=beneficiary, relation=Relation.CHILD, limit=most)  # noqa: E731
        if not self.refused(self.model.grant(authoriser, beneficiary, limit), doing):
            self.reach("grant")

    def one_of_the_grants(self, nth: int) -> tuple[str, str]:
        """Mostly a pair between which there is a grant."""
        pairs = [(grant.authoriser, who) for who, grants in self.model.grants.items() for grant in grants.values()]
        return [*pairs, ("bob", "sun")][nth % (len(pairs) + 1)]

    @rule(target=Sales.settlements, nth=st.integers(0, 9))
    def pay_a_premium(self, nth: int) -> Any:  # noqa: ANN401
        authoriser, beneficiary = self.one_of_the_grants(nth)
        expected, sold = self.model.premium(authoriser, beneficiary, PREMIUM, self.year)
        paid: list[Settlement] = []
        doing = lambda: paid.append(self.town.engine.pay_premium(authoriser=authoriser, beneficiary=beneficiary, kind="minor"))  # noqa: E731
        if self.refused(expected, doing) or sold is None:
            return multiple()
        self.booked(paid[0], sold)
        return paid[0].id

    @rule(nth=st.integers(0, 9))
    def revoke(self, nth: int) -> None:
        authoriser, beneficiary = self.one_of_the_grants(nth)
        doing = lambda: self.town.engine.revoke(authoriser=authoriser, beneficiary=beneficiary)  # noqa: E731
        if not self.refused(self.model.revoke(authoriser, beneficiary), doing):
            self.reach("revoke")

    @rule(owner=people, member=people)
    def bind_or_unbind(self, owner: str, member: str) -> None:
        engine, pair = self.town.engine, (owner, member)
        if pair in self.model.bindings:
            engine.unbind(owner=owner, member=member)
            assert self.refused("not-bound", lambda: engine.unbind(owner=owner, member=member))
            self.reach("unbind")
        else:
            if self.refused(
                "relation-not-allowed" * (owner == member), lambda: engine.bind(owner=owner, member=member, relation=Relation.CHILD)
            ):
                return
            self.reach("bind")
        self.model.bindings ^= {pair}

    # the world

    @rule(what=st.sampled_from([*PEOPLE, "clinic", "minutes", "seconds", "hours", "days", "restart"]), much=st.integers(1, 3))
    def the_world_changes(self, what: str, much: int) -> None:
        if what == "restart":
            self.restart()
        elif what == "clinic":
            self.model.clinic_open = not self.model.clinic_open
            self.town.engine.set_designated("clinic", designated=self.model.clinic_open)
            self.reach("open the clinic" if self.model.clinic_open else "close the clinic")
        elif what in PEOPLE:
            self.town.engine.set_insured(what, insured=what in self.model.suspended)
            self.model.suspended ^= {what}
            self.reach("suspend" if what in self.model.suspended else "restore")
        else:
            year = self.year
            self.town.clock.advance(**{what: much * {"seconds": 42, "minutes": 1, "hours": 6, "days": 70}[what]})
            self.town.engine.balances()  # whoever looks first books what time brought, also where a verb is then refused
            if self.year > year:
                self.model.new_year()
                self.reach("a new year")
