"""Two first starts at the same moment: one key, one demo world."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

from engine.ledger.open import open_books
from pos.wiring import demo_world, open_house

if TYPE_CHECKING:
    from tests.house.conftest import Shop


def test_first_starts_at_the_same_time_agree(shop: Shop) -> None:
    started = [shop.start("pos.cli", "qr", person, "--json") for person in ("father", "mother", "grandma")]
    ended = [process.communicate(timeout=60) for process in started]
    assert [(process.returncode, told[1]) for process, told in zip(started, ended, strict=True)] == [(0, "")] * 3

    key = shop.home / "credential.key"
    assert (stat.S_IMODE(key.stat().st_mode), len(key.read_bytes())) == (0o600, 32)
    assert [file.name for file in shop.home.glob(".credential*")] == []

    engine = open_house(home=shop.home).engine
    told = [json.loads(out) for out, _ in ended]
    assert [engine.holder_of(one["digits"]).id for one in told] == ["father", "mother", "grandma"], "all hashed with one key"
    demo = demo_world()
    assert [person.id for person in engine.people()] == [entry.person.id for entry in demo.people]
    assert [item.code for item in engine.items()] == [item.code for item in demo.items]
    for entry in demo.people:
        if entry.balance is not None:
            assert engine.balances()[entry.person.id] == entry.balance, "opened once, not twice"
    family = engine.family_of("mother")
    assert ([binding.member for binding in family.shows], [grant.beneficiary for grant in family.given]) == (
        ["grandma", "child"],
        ["grandma"],
    )
    assert engine.check() == []


def test_every_person_stands_in_the_books_once(shop: Shop) -> None:
    for process in [shop.start("pos.cli", "qr", "father", "--json") for _ in range(2)]:
        told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    with open_books(f"sqlite:///{shop.home / 'books.sqlite'}").write() as books:
        rows = list(books._execute("SELECT kind, id, count(*) FROM registry GROUP BY kind, id HAVING count(*) > 1"))  # type: ignore[attr-defined]
    assert rows == []
