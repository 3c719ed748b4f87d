r"""The books for an accountant: entries -> CSV, or the text of a beancount ledger. Pure.

**CSV**: one posting a row, `entry,time,event,settlement,account,yuan,prior_year`; an amount is what the account gains, the last column what
of it its prior-year part gains: at the year's end that part alone moves. A text cell that a spreadsheet would take for a formula (it begins
with = + - @) gets an apostrophe in front.

**beancount**: an entry is a transaction named after its event, with the entry's number, its time and its settlement as metadata. Amounts
keep their sign, so every balance is the books' own; a posting that moves prior-year balance says how much of it. Accounts:

    personal:ID              Assets:Personal:ID           what a person has
    drawer:INSTITUTION       Assets:Drawer:INSTITUTION    cash at a till
    claims:INSTITUTION       Assets:Claims:INSTITUTION    what the bureau owes an institution, or has paid it
    premium:REGION           Assets:Premium:REGION        premiums received
    wallet:ID                Assets:Wallet:ID             what a person's wallet holds
    transit                  Assets:Transit               wallet transfers on their way
    safe:INSTITUTION         Assets:Safe:INSTITUTION      change money; below zero: what it gave
    fund:REGION:INSURANCE    Liabilities:Fund:REGION:INSURANCE    what a fund owes: below zero
    public                   Income:Public                where cash comes from: below zero
    private:INSTITUTION      Income:Private:INSTITUTION   what was bought there privately, for cash: below zero
    contributions:REGION     Income:Contributions:REGION  where monthly credits come from: below zero
    overshort:INSTITUTION    Expenses:Overshort:INSTITUTION    what a counted drawer lacked; below zero: had too much
    opening                  Equity:Opening               where opening balances come from: below zero
    anything else            Equity:...

A part of a name becomes ASCII: a first a-z is capitalised, other a-z A-Z 0-9 stay, any other sign is `-HEX-`; a part that began with
neither a-z nor 0-9 begins with `X-`. So no two accounts get the same name; each `open` has the books' own as metadata, and
stands on 1900-01-01, before any entry.

Text from outside is shown, never obeyed: what is no visible sign or space is written `\uHEX`, and a backslash is doubled.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import StringIO

from engine.ledger.entry import BookedEntry

CURRENCY = "CNY"
_COLUMNS = ("entry", "time", "event", "settlement", "account", "yuan", "prior_year")
_ROOTS = {
    "personal": "Assets",
    "drawer": "Assets",
    "claims": "Assets",
    "premium": "Assets",
    "wallet": "Assets",
    "transit": "Assets",
    "safe": "Assets",
    "fund": "Liabilities",
    "public": "Income",
    "private": "Income",
    "contributions": "Income",
    "overshort": "Expenses",
}
_SHOWN = frozenset({"L", "M", "N", "P", "S"})
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def csv_lines(entries: Iterable[BookedEntry]) -> Iterator[str]:
    """The heading, then a line a posting, each with its line end."""
    yield _row(_COLUMNS)
    for booked in entries:
        head = (str(booked.number), booked.at.isoformat(), booked.event, booked.settlement or "")
        for posting in booked.entry.postings:
            yield _row((*(_cell(text) for text in (*head, posting.account)), str(posting.amount), str(posting.prior_year)))


def beancount_lines(entries: Iterable[BookedEntry]) -> Iterator[str]:
    """Options, then every transaction, and before it the accounts that it is the first to use."""
    yield f'option "title" "gongji"\noption "operating_currency" "{CURRENCY}"\n'
    opened: set[str] = set()
    for booked in entries:
        for posting in booked.entry.postings:
            if posting.account not in opened:
                opened.add(posting.account)
                yield f"\n1900-01-01 open {account_name(posting.account)} {CURRENCY}\n  name: {_string(posting.account)}\n"
        yield f"\n{booked.at:%Y-%m-%d} * {_string(booked.event)}\n"
        yield f"  entry: {booked.number}\n  time: {_string(booked.at.isoformat())}\n"
        if booked.settlement is not None:
            yield f"  settlement: {_string(booked.settlement)}\n"
        for posting in booked.entry.postings:
            yield f"  {account_name(posting.account)}  {posting.amount} {CURRENCY}\n"
            if posting.prior_year:
                yield f"    prior-year: {posting.prior_year} {CURRENCY}\n"


def account_name(account: str) -> str:
    """The account's name by beancount's rules."""
    kind, *rest = account.split(":", 1)
    parts = rest[0].rsplit(":", 1) if kind == "fund" and rest else rest
    return ":".join((_ROOTS.get(kind, "Equity"), *map(_component, (kind, *parts))))


def _component(part: str) -> str:
    ascii_only = "".join(char if char.isascii() and char.isalnum() else f"-{ord(char):x}-" for char in part)
    first = part[:1]
    if first.isascii() and first.islower():
        return ascii_only[0].upper() + ascii_only[1:]
    return ascii_only if first.isascii() and first.isdigit() else f"X-{ascii_only}"


def _shown(text: str) -> str:
    return "".join(
        char if char == " " or unicodedata.category(char)[0] in _SHOWN else f"\\u{ord(char):04x}" for char in text.replace("\\", "\\\\")
    )


def _cell(text: str) -> str:
    shown = _shown(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _row(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _string(text: str) -> str:
    escaped = _shown(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
