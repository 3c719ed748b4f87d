"""vaulteq's part of `ledger.py`, run by a Python that has it: for each number that comes in, post so many and answer how many a second.

The same money as our settlement: 5 lines over 4 accounts, a key of its own each, safe on the disk when it returns.
"""

import sys
from itertools import count, islice
from time import perf_counter

from vaulteq import AccountType, Direction, JournalLineInput, LedgerEngine, PostRequest

ACCOUNTS = 100


def main() -> None:
    ledger = LedgerEngine(sys.argv[1])
    house = ledger.create_organization("bureau", base_currency="CNY")
    for number in range(ACCOUNTS):
        ledger.create_account(house, str(number), f"account {number}", AccountType.ASSET, Direction.DEBIT)
    numbers = count()
    for asked in sys.stdin:
        begin = perf_counter()
        for number in islice(numbers, int(asked)):
            accounts = [str((number * 7 + place * 25) % ACCOUNTS) for place in range(4)]
            amounts = [(accounts[0], Direction.DEBIT, 300), (accounts[1], Direction.DEBIT, 500), (accounts[2], Direction.DEBIT, 700),
                       (accounts[2], Direction.DEBIT, 500), (accounts[3], Direction.CREDIT, 2000)]  # fmt: skip
            lines = [JournalLineInput(account, direction, fen, "CNY") for account, direction, fen in amounts]
            ledger.post(PostRequest(organization_id=house, idempotency_key=f"key {number}", lines=lines))
        print(int(asked) / (perf_counter() - begin), flush=True)


if __name__ == "__main__":
    main()
