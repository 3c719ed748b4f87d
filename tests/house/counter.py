"""A till of another process: opens the books of a data folder and settles, saying what it is about to do and what it has done.

`python -m tests.house.counter NAME SALES PERSON...` sells two boxes of amoxicillin at the clinic, SALES times or until it is killed.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from engine.errors import BooksError, Refusal
from engine.model.bill import Bill, Line
from pos.wiring import open_house


def main() -> None:
    name, sales, *people = sys.argv[1:]
    engine = open_house().engine
    item = {item.code: item for item in engine.items()}["amox"]
    clinic = engine.institution("clinic")
    bill = Bill(at=clinic.id, care=clinic.usual_care, lines=(Line(item=item, quantity=Decimal(2)),))
    tell("ready")
    for number in range(int(sales)):
        key, code = f"{name}-{number}", engine.issue(people[number % len(people)]).digits
        tell(f"begin {key} {people[number % len(people)]}")
        try:
            settlement = engine.settle(bill, code, key=key)
        except (Refusal, BooksError) as error:
            tell(f"failed {key} {error.code}")
        else:
            tell(f"done {key} {settlement.id}")


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
