"""The rows of very many settlements, all like one that was really settled, in a transaction that is open."""

from collections import Counter
from collections.abc import Sequence

import apsw

from engine.ledger.body import encode
from engine.ledger.booking import entry_of
from engine.ledger.digest import chain_link, digest_of
from engine.ledger.store import IssuedCredential
from engine.model.settlement import Settlement

_AT_ONCE = 2_000


def fill(connection: apsw.Connection, model: Settlement, credentials: Sequence[IssuedCredential]) -> None:
    """One settlement a credential; its holder is `holder-N`, whose grant is the (N+1)th, of `relative-N`."""
    for begin in range(0, len(credentials), _AT_ONCE):
        _enter(connection, model, credentials[begin : begin + _AT_ONCE])
    sales, (draw,), (accrual,) = Counter(credential.person for credential in credentials), model.draws, model.accruals
    connection.executemany(
        "UPDATE account SET balance = balance - ? WHERE name = ?",
        [(times * draw.amount.fen, f"personal:{_relative(holder)}") for holder, times in sales.items()],
    )
    connection.executemany(
        "UPDATE counter SET fund = fund + ? WHERE person = ?", [(times * accrual.fund.fen, holder) for holder, times in sales.items()]
    )
    connection.executemany(
        "INSERT INTO grant_use VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
        [(_grant(holder), draw.year, times * draw.amount.fen) for holder, times in sales.items()],
    )


def _enter(connection: apsw.Connection, model: Settlement, credentials: Sequence[IssuedCredential]) -> None:
    number, chain = next(connection.execute("SELECT id, chain FROM entry ORDER BY id DESC LIMIT 1"))
    accounts = dict(connection.execute("SELECT name, id FROM account"))
    body, at, (draw,) = encode(model), model.at.isoformat(), model.draws
    postings = [(posting.account, posting.amount.fen, posting.prior_year.fen) for posting in entry_of(model).postings]
    entries, moved, uses = [], [], []
    for credential in credentials:
        number, holder, relative = number + 1, credential.person, _relative(credential.person)
        settlement, key = f"{model.at:%Y%m%d}{number:06d}", f"key {credential.hash.hex()}"
        own = body
        for old, new in (
            (f'"{model.id}"', f'"{settlement}"'), (f'"{model.key}"', f'"{key}"'), (f'"{model.holder}"', f'"{holder}"'),
            (f'"{draw.authoriser}"', f'"{relative}"'), (f'"grant":{draw.grant},', f'"grant":{_grant(holder)},'),
        ):  # fmt: skip
            own = own.replace(old.encode(), new.encode())
        lines = [(f"personal:{relative}" if name == f"personal:{draw.authoriser}" else name, *amounts) for name, *amounts in postings]
        columns = (model.event.value, at, settlement, key, credential.hash, holder, None, own)
        digest = digest_of(columns, lines)
        chain = chain_link(chain, digest)
        entries.append((number, *columns, digest, chain))
        moved += [(number, line, accounts[name], *amounts) for line, (name, *amounts) in enumerate(lines)]
        uses.append((credential.hash, settlement))
    issued = [(credential.hash, credential.person, None, credential.issued_at.isoformat()) for credential in credentials]
    connection.executemany(
        "INSERT INTO entry (id, event, at, settlement, key, content, holder, undoes, body, digest, chain)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entries,
    )
    connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?)", moved)
    connection.executemany("INSERT INTO credential VALUES (?, ?, ?, ?)", issued)
    connection.executemany("INSERT INTO credential_use VALUES (?, ?)", uses)


def _relative(holder: str) -> str:
    return holder.replace("holder", "relative")


def _grant(holder: str) -> int:
    return int(holder.removeprefix("holder-")) + 1
