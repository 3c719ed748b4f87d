"""Tills of 1, 2, 4 and 8 processes on one file beside a raw writer of the same transactions: a code issued and a settlement, in turn.

A wait is that of either call, from asking to the durable answer. Claims: the slowest of 8 tills sells at least 0.25 of what the fastest
does, and the longest wait is at most half of what it is when they wait their turn as SQLite does, which rests longer the longer it waits.
"""

import json
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from engine.model.bill import Bill, Line
from pos.wiring import open_house
from tests.engine.till_processes import said_at_once

SECONDS, TILLS = 6.0, (1, 2, 4, 8)
FAIR, OF_SQLITES_WAIT = 0.25, 0.5
HOLDERS = ("grandma", "child", "father", "mother")
_BODY = b"x" * 2500


def till(home: str, nth: str, wait: str) -> None:
    """Says ready, waits for a line, sells for SECONDS, says what each of its calls took, in milliseconds."""
    engine = open_house(home=Path(home)).engine
    if wait == "sqlite":
        engine.books._connection.set_busy_timeout(30_000)  # noqa: SLF001 - what is compared
    holder = HOLDERS[int(nth) % len(HOLDERS)]
    item = {item.code: item for item in engine.items()}["amox"]
    clinic = engine.institution("clinic")
    bill = Bill(at=clinic.id, care=clinic.usual_care, lines=(Line(item=item, quantity=Decimal(2)),))
    print("ready", flush=True)
    sys.stdin.readline()
    taken, end = list[float](), time.perf_counter() + SECONDS
    while (begin := time.perf_counter()) < end:
        code = engine.issue(holder).digits
        between = time.perf_counter()
        engine.settle(bill, code, key=f"{nth}/{len(taken)}")
        taken += [(between - begin) * 1000, (time.perf_counter() - between) * 1000]
    print(json.dumps(taken), flush=True)


def at_once(tills: int, wait: str) -> list[list[float]]:
    with TemporaryDirectory() as folder:
        open_house(home=Path(folder)).engine.books.close()
        said = said_at_once([[sys.executable, str(Path(__file__).resolve()), folder, str(nth), wait] for nth in range(tills)])
    return [json.loads(each) for each in said]


def raw() -> float:
    """Settlements a second of nothing but the two transactions: a code; an entry, its postings, balances, counter, the code used up."""
    with TemporaryDirectory() as folder:
        connection = apsw.Connection(str(Path(folder) / "raw.db"))
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "full")
        connection.execute("""
            CREATE TABLE credential (hash BLOB PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE credential_use (hash BLOB PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body BLOB);
            CREATE TABLE posting (entry INTEGER, line INTEGER, account INTEGER, amount INTEGER, PRIMARY KEY (entry, line)) WITHOUT ROWID;
            CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER CHECK (balance >= 0));
            INSERT INTO account VALUES (1, 1000000000), (2, 1000000000), (3, 0)""")
        sales, end = 0, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            code = f"{sales:032}".encode()
            connection.execute("BEGIN IMMEDIATE; INSERT INTO credential VALUES (?); COMMIT", (code,))
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO entry (key, body) VALUES (?, ?)", (str(sales), _BODY))
            for line, (account, amount) in enumerate([(1, -10), (2, -5), (3, 15)]):
                connection.execute("INSERT INTO posting VALUES (?, ?, ?, ?)", (sales + 1, line, account, amount))
                connection.execute("UPDATE account SET balance = balance + ? WHERE id = ?", (amount, account))
            connection.execute("INSERT INTO credential_use VALUES (?)", (code,))
            connection.execute("COMMIT")
            sales += 1
        connection.close()
        return sales / SECONDS


def main() -> int:
    """Print the figures; 1 when a claim does not hold."""
    floor = raw()
    print(f"{'raw writer':31} {floor:6.0f} settlements/s")
    waited, fairness = dict[str, float](), 1.0
    for tills, wait in [(8, "sqlite"), *((tills, "ours") for tills in TILLS)]:
        taken = at_once(tills, wait)
        sales, waits = [len(each) // 2 for each in taken], sorted(wait for each in taken for wait in each)
        waited[wait], fairness = waits[-1], min(sales) / max(sales)
        print(
            f"{tills} tills{', waiting as SQLite does' * (wait == 'sqlite'):24} {sum(sales) / SECONDS:6.0f} settlements/s"
            f"  wait p50 {statistics.median(waits):.1f}  p99 {waits[len(waits) * 99 // 100]:.1f}  worst {waits[-1]:.1f} ms"
            f"  slowest/fastest till {fairness:.2f}"
        )
    ratio = waited["ours"] / waited["sqlite"]
    print(f"8 tills: slowest/fastest {fairness:.2f} (limit {FAIR})  worst wait {ratio:.2f} of SQLite's (limit {OF_SQLITES_WAIT})")
    return 0 if fairness >= FAIR and ratio <= OF_SQLITES_WAIT else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        till(*sys.argv[1:])
    else:
        sys.exit(main())
