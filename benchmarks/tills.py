"""Tills of 1, 2, 4 and 8 processes on one file beside a raw writer of the same transactions; each issues a code and settles, again and again.

Claims: 8 tills together settle at least half as much as 1, and the slowest of them at least half of what the fastest does.
Waits are those of `settle`, from asking to the durable answer.
"""

import json
import statistics
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from engine.model.bill import Bill, Line
from pos.wiring import open_house

SECONDS, TILLS = 4.0, (1, 2, 4, 8)
TOGETHER, FAIR = 0.5, 0.5
_BODY = b"x" * 2500


def till(home: str, nth: str) -> None:
    """Says ready, waits for a line, sells for SECONDS, says what each settlement took in milliseconds."""
    engine = open_house(home=Path(home)).engine
    people = [person.id for person in engine.people() if person.insured]
    holder = people[int(nth) % len(people)]
    item = {item.code: item for item in engine.items()}["amox"]
    clinic = engine.institution("clinic")
    bill = Bill(at=clinic.id, care=clinic.usual_care, lines=(Line(item=item, quantity=Decimal(2)),))
    print("ready", flush=True)
    sys.stdin.readline()
    taken, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        code = engine.issue(holder).digits
        begin = time.perf_counter()
        engine.settle(bill, code, key=f"{nth}/{len(taken)}")
        taken.append((time.perf_counter() - begin) * 1000)
    print(json.dumps(taken), flush=True)


def at_once(tills: int) -> list[list[float]]:
    with TemporaryDirectory() as folder:
        open_house(home=Path(folder)).engine.books.close()
        processes = [
            subprocess.Popen([sys.executable, __file__, folder, str(nth)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            for nth in range(tills)
        ]
        for process in processes:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        return [json.loads(process.communicate()[0]) for process in processes]


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
    print(f"raw writer  {floor:6.0f} settlements/s")
    rates, fairness = [], 1.0
    for tills in TILLS:
        taken = at_once(tills)
        sales, waits = [len(each) for each in taken], sorted(wait for each in taken for wait in each)
        rates.append(sum(sales) / SECONDS)
        fairness = min(sales) / max(sales)
        print(
            f"{tills} till{'s' * (tills > 1):1}     {rates[-1]:6.0f} settlements/s ({rates[-1] / floor:.2f} of raw)  wait p50 {statistics.median(waits):.1f}"
            f"  p99 {waits[len(waits) * 99 // 100]:.1f}  worst {waits[-1]:.1f} ms  slowest/fastest till {fairness:.2f}"
        )
    good = rates[-1] >= TOGETHER * rates[0] and fairness >= FAIR
    print(f"8 tills / 1 till {rates[-1] / rates[0]:.2f} (limit {TOGETHER})  fairness of 8 {fairness:.2f} (limit {FAIR})")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        till(*sys.argv[1:])
    else:
        sys.exit(main())
