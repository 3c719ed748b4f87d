"""`books check`: sound books give nothing; whatever was tampered with behind the books' back is found and named."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from shutil import copy
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BooksError
from engine.model.codes import Relation
from engine.model.family import Binding
from engine.model.year import Counted
from tests.engine.rules import yuan
from tests.engine.tampering import CHANGED, assert_named, checked, set_in_body, tampered
from tests.engine.town import a_bill, a_grant, a_town, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books in which everything happened once: sales, a refund, a reversal, a premium, a revocation, an end of a binding."""
    file = tmp_path_factory.mktemp("sound") / "books.db"
    town = a_town(
        (employee("he"), "100/40"),
        (employee("daughter"), "900/50"),
        (employee("son"), "500"),
        resident("kid"),
        url=f"sqlite:///{file}",
        grants=[a_grant("daughter", "he", limit=yuan("200")), a_grant("son", "kid")],
        bindings=[
            Binding(owner="daughter", member="he", relation=Relation.PARENT),
            Binding(owner="son", member="kid", relation=Relation.CHILD),
        ],
        counted={"he": Counted(deductible=yuan("150"), fund=yuan("10"))},
    )
    town.settle(a_bill(line("400"), line("150", "1", "B", share="0.1")), "he", shown_by="daughter", key="k1")
    town.engine.refund(town.settle(a_bill(line("100")), "he").id)
    town.settle(counter_sale(line("20")), "kid", key="k2")
    town.settle(counter_sale(line("30")), "kid", key="k3")
    town.engine.reverse("k3")
    town.engine.pay_premium(authoriser="son", beneficiary="kid", kind="minor")
    town.engine.grant(authoriser="daughter", beneficiary="kid", relation=Relation.GRANDCHILD)
    town.engine.revoke(authoriser="daughter", beneficiary="kid")
    town.engine.unbind(owner="son", member="kid")
    town.books.close()
    return file


def test_sound_books_give_nothing(sound: Path) -> None:
    assert checked(sound) == []


SALE = "key = 'k1'"
ITS_ENTRY = "entry = (SELECT id FROM entry WHERE key = 'k1')"
HIS = "account = (SELECT id FROM account WHERE name = 'personal:he')"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        # account: the balances
        ("UPDATE account SET balance = balance + 1 WHERE name = 'personal:he'", "account personal:he: balance"),
        ("UPDATE account SET prior_year = prior_year + 1 WHERE name = 'personal:daughter'", "account personal:daughter: prior-year part"),
        ("UPDATE account SET balance = -1 WHERE name = 'personal:he'", "account personal:he is below zero"),
        ("UPDATE account SET guarded = 0, balance = 0, prior_year = 0 WHERE name = 'personal:he'",
         "account personal:he: personal accounts and wallets are guarded"),
        ("UPDATE account SET guarded = 1 WHERE name = 'claims:clinic'",
         "account claims:clinic: personal accounts and wallets are guarded, and only they"),
        ("UPDATE account SET balance = 5 WHERE name = 'claims:clinic'", "account claims:clinic keeps a balance of 5 fen"),
        ("UPDATE account SET name = 'personal:thief' WHERE name = 'personal:son'", "account personal:thief belongs to nobody"),
        ("UPDATE account SET name = 'claims:thief' WHERE name = 'claims:clinic'", CHANGED),
        ("DELETE FROM account WHERE name = 'personal:son'", "names an account that is not there"),
        ("INSERT INTO account (name, guarded, balance) VALUES ('personal:kid', 1, 500)", "account personal:kid: balance 500 fen"),
        # posting
        (f"UPDATE posting SET amount = amount - 1 WHERE {ITS_ENTRY} AND line = 0", "does not sum to zero: -1 fen"),
        (f"UPDATE posting SET amount = amount - 1 WHERE {ITS_ENTRY} AND {HIS}", "account personal:he: balance"),
        (f"UPDATE posting SET prior_year = prior_year - 1 WHERE {ITS_ENTRY} AND line = 0", "its postings are not those of its figures"),
        ("UPDATE posting SET prior_year = 7 WHERE account = (SELECT id FROM account WHERE name = 'opening') AND entry = 1", CHANGED),
        (f"UPDATE posting SET account = (SELECT id FROM account WHERE name = 'personal:son') WHERE {HIS}",
         "its postings are not those of its figures"),
        (f"DELETE FROM posting WHERE {ITS_ENTRY}", "has no postings"),
        ("DELETE FROM posting WHERE entry = 1", CHANGED),
        ("INSERT INTO posting VALUES (999, 0, 1, 5, 0)", "postings of entry 999, which is not there"),
        # entry: its columns
        (f"UPDATE entry SET event = 'premium' WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET at = '2020-01-01T00:00:00+08:00' WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET settlement = 'x' WHERE {SALE}", "its postings are not those of its figures"),
        (f"UPDATE entry SET key = 'k9' WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET key = NULL, content = NULL WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET content = x'00' WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET holder = 'son' WHERE {SALE}", "counter of he / outpatient / 2025"),
        (f"UPDATE entry SET holder = 'thief' WHERE {SALE}", "is of thief, who is not there"),
        ("UPDATE entry SET undoes = NULL WHERE event = 'refund'", CHANGED),
        ("UPDATE entry SET undoes = 'x' WHERE event = 'refund'", "undoes settlement x, which is not there"),
        (f"DELETE FROM entry WHERE {SALE}", "which is not there"),
        ("DELETE FROM entry WHERE event = 'refund'", "which is not there"),
        (f"UPDATE entry SET id = id + 100 WHERE {SALE}", "has no postings"),
        (
            "INSERT INTO entry (event, at, holder, body, digest, chain) VALUES ('opening', 'now', 'he', CAST('{}' AS BLOB), x'00', x'00')",
            CHANGED,
        ),
        (f"UPDATE entry SET digest = x'00' WHERE {SALE}", CHANGED),
        (f"UPDATE entry SET chain = x'00' WHERE {SALE}", "the chain is broken"),
        ("DELETE FROM entry WHERE event = 'opening' AND id = 2", "the chain is broken"),
        ("UPDATE entry SET id = -id WHERE id = 2", "the chain is broken"),
        # entry: its record
        (f"UPDATE entry SET body = x'7b' WHERE {SALE}", "cannot be read further"),
        ("UPDATE entry SET body = x'00' WHERE id = 1", CHANGED),
        (set_in_body("entry", "figures.cash", "1", SALE), "cannot be read further"),
        (set_in_body("entry", "draws[0].amount", "1", SALE), "draws do not add up to its mutual aid"),
        (set_in_body("entry", "draws[0].grant", "2", SALE), "grant 1 in 2025"),
        (set_in_body("entry", "draws[0].year", "'2024'", SALE), "grant 1 in 2024"),
        (set_in_body("entry", "accruals[0].fund", "1", SALE), "counter of he / outpatient / 2025"),
        (set_in_body("entry", "lines[0].total", "1", SALE), "its lines do not add up to its figures"),
        (set_in_body("entry", "lines", "json('[]')", SALE), "its lines do not add up to its figures"),
        (set_in_body("entry", "steps", "json('[]')", SALE), "its reasons do not add up to its figures"),
        (set_in_body("entry", "steps[0].amount", "1", SALE), "its reasons do not add up to its figures"),
        (set_in_body("entry", "institution", "'thief'", SALE), "happened at thief, which is not there"),
        (set_in_body("entry", "undoes", "null", "event = 'refund'"), "not the mirror of None"),
        (set_in_body("entry", "holder", "'son'", "event = 'reversal'"), "not the mirror of"),
        (set_in_body("entry", "figures", "json('{}')", "event = 'refund'"), "cannot be read further"),
        *(
            (set_in_body("entry", field, value, SALE), CHANGED)
            for field, value in {
                "shown_by": "'son'", "at": "'2020-01-01T00:00:00+08:00'", "key": "'x'", "own_after": "1",
                "edition": "'x'", "care": "'inpatient'", "prescription": "json('true')", "lines[0].quantity": "'9'",
                "lines[0].name": "'x'",
            }.items()
        ),
        # counter and grant_use: the running sums
        ("UPDATE counter SET fund = fund + 1", "counter of he / outpatient / 2025"),
        ("UPDATE counter SET deductible = 0", "counter of he / outpatient / 2025"),
        ("UPDATE counter SET period = '2024'", "counter of he / outpatient / 2024"),
        ("DELETE FROM counter", "counter of he / outpatient / 2025: 0 and 0 fen"),
        ("INSERT INTO counter VALUES ('son', 'inpatient', '2025', 5, 5)", "counter of son / inpatient / 2025: 5 and 5 fen"),
        ("UPDATE grant_use SET amount = amount - 1 WHERE grant_ = 1", "grant 1 in 2025"),
        ("DELETE FROM grant_use WHERE grant_ = 1", "grant 1 in 2025: 0 fen counted"),
        ("INSERT INTO grant_use VALUES (3, '2025', 5)", "grant 3 in 2025: 5 fen counted, but its draws add up to 0 fen"),
        # families
        ("UPDATE binding SET member = 'thief' WHERE id = 1", "binding 1 is between daughter and thief"),
        ("UPDATE binding SET relation = 'friend' WHERE id = 1", "binding 1 cannot be read"),
        ("DELETE FROM binding WHERE id = 2", "end of binding 2, which is not there"),
        ("INSERT INTO unbinding VALUES (99, 'now')", "end of binding 99, which is not there"),
        ("UPDATE grant_ SET authoriser = 'son' WHERE id = 1", "grant 1 cannot be read, or is another"),
        ("UPDATE grant_ SET beneficiary = 'thief' WHERE id = 1", "grant 1 is between daughter and thief"),
        ("DELETE FROM grant_ WHERE id = 1", "grant 1 was drawn on, but is not there"),
        ("UPDATE grant_ SET body = x'00' WHERE id = 1", "grant 1 cannot be read"),
        (set_in_body("grant_", "id", "9", "id = 1"), "grant 1 cannot be read, or is another"),
        (set_in_body("grant_", "limit", "1", "id = 1"), "grant 1 of daughter: more than its limit 0.01 was drawn in 2025"),
        (f"INSERT INTO revocation VALUES (1, 'now'); {set_in_body('grant_', 'limit', '1', 'id = 1')}",
         "grant 1 of daughter: more than its limit 0.01 was drawn in 2025"),
        ("INSERT INTO revocation VALUES (99, 'now')", "revocation of grant 99, which is not there"),
        ("INSERT INTO grant_order VALUES (1, 99, 1, 0, 'now')", "place of grant 99, which is not there"),
        # codes
        ("UPDATE credential SET person = 'thief'", "a code was issued to thief"),
        ("UPDATE credential SET issued_at = 'soon'", "a code of he cannot be read"),
        ("DELETE FROM credential", "used up a code that nobody was given"),
        ("UPDATE credential_use SET settlement = 'x'", "a code was used up by settlement x, which is not there"),
        ("DELETE FROM credential_use", "used up no code"),
        # people, institutions, items
        ("UPDATE registry SET body = x'00' WHERE id = 'he'", "person he cannot be read"),
        ("UPDATE registry SET id = 'thief' WHERE id = 'he'", "person thief cannot be read, or is another"),
        ("DELETE FROM registry WHERE id = 'he'", "account personal:he belongs to nobody"),
        ("DELETE FROM registry WHERE id = 'clinic'", "happened at clinic, which is not there"),
        (set_in_body("registry", "id", "'thief'", "id = 'clinic'"), "institution clinic cannot be read, or is another"),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(sound: Path, tmp_path: Path, statement: str, told: str) -> None:
    assert_named(told, sound, tmp_path, statement)


def test_a_damaged_page_is_found(sound: Path, tmp_path: Path) -> None:
    file = tmp_path / "whole.db"
    copy(sound, file)
    connection = apsw.Connection(str(file))
    connection.execute("VACUUM")  # a page that is free holds nothing to damage
    connection.close()
    whole = bytearray(file.read_bytes())
    pages = len(whole) // 4096
    silent = []
    for page in range(1, pages):
        file = tmp_path / f"{page}.db"
        broken = whole.copy()
        broken[page * 4096 : (page + 1) * 4096] = bytes(4096)
        file.write_bytes(broken)
        try:
            found = checked(file)
        except BooksError as error:
            found = [error.code]
        if not found:
            silent.append(page)
    assert silent == []


def test_everything_that_was_found_is_told_even_when_a_record_cannot_be_read(sound: Path, tmp_path: Path) -> None:
    found = tampered(
        sound, tmp_path, f"UPDATE account SET balance = balance + 1 WHERE name = 'personal:he'; UPDATE entry SET body = x'7b' WHERE {SALE}"
    )
    assert any("account personal:he: balance" in breach for breach in found)
    assert "cannot be read further" in found[-1]
