"""The open sale, kept beside the books while its till lives: of a till that is killed another one finds it, and parks it.

Each till has a file of its own and a lock on it, which the system lets go however the till ends; a file that nobody holds was left
behind. It is written anew at each change and never waited for: it outlives its till, not a power cut.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path
from secrets import token_hex
from typing import Literal

from msgspec import DecodeError, Struct, ValidationError, json

from engine.errors import BadInput
from pos.parked import ParkedSale, parked
from pos.parking import Parking
from pos.sale import Sale
from pos.wiring import House

_LARGEST = 4 * 1024 * 1024
_SUFFIX = ".json"


class KeptSale(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`key` is the one it is settled under, if it comes to that: what the books at the URL `books` hold under it tells whether it did."""

    form: Literal["gongji-open-sale-1"] = "gongji-open-sale-1"
    books: str
    key: str
    sale: ParkedSale


class Rescued(Struct, kw_only=True, frozen=True):
    """What became of a sale that was left behind: `booked` under this number, or (empty) parked."""

    booked: str = ""


class OpenSale:
    """The one of a till in this house. That a sale cannot be kept stops nobody."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._path: Path | None = None
        self._file: FileIO | None = None
        self._kept: tuple[object, ...] = ()

    def keep(self, sale: Sale) -> None:
        """As it stands; nothing where there is nothing to lose: an empty basket, or a hospital's bill, which waits at the windows."""
        holder = sale.payer.person.id if sale.payer else sale.wallet_of
        told: tuple[object, ...] = ()
        if sale.lines and sale.errand is None:
            told = (sale.key, sale.lines, sale.care, sale.split, sale.prescription, sale.account, sale.wallet, holder)
        if told != self._kept:
            with suppress(OSError):
                self._write(self._content(sale) if told else b"")
                self._kept = told

    def _content(self, sale: Sale) -> bytes:
        engine = self._house.engine
        asleep = parked(replace(sale, agreed=None, cash_sent=False), engine.now())  # whether that came to anything is asked under its key
        return json.encode(KeptSale(books=engine.books.url, key=sale.key, sale=asleep))

    def _write(self, content: bytes) -> None:
        """Line one counts: a kill before the rest of a longer one is cut off does no harm."""
        file = self._file or self._begun()
        os.pwrite(file.fileno(), content + b"\n", 0)
        os.ftruncate(file.fileno(), len(content) + 1)

    def _begun(self) -> FileIO:
        """It takes its name when it is locked: nobody takes a file that has just been made for one that was left."""
        folder, name = _folder(self._house), token_hex(8)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh, path = folder / f".{name}", folder / f"{name}{_SUFFIX}"
        with ExitStack() as not_begun:
            file = not_begun.enter_context(FileIO(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+"))
            not_begun.callback(fresh.unlink)
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fresh.rename(path)
            not_begun.pop_all()
        self._file, self._path = file, path
        return file

    def let_go(self) -> None:
        """There is nothing left to lose."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
        self.close()

    def close(self) -> None:
        """What stands in it, if anything, is left behind."""
        if self._file is not None:
            self._file.close()
        self._file = self._path = None
        self._kept = ()


def rescue(house: House) -> Sequence[Rescued | BadInput]:
    """Park what tills of this institution have left behind; what was booked before they ended is noted. BadInput for a file that is none.

    Raises BadInput `cannot-write`, and what the books raise; what was not reached stays where it is then.
    """
    try:
        files = sorted(file for file in _folder(house).iterdir() if file.suffix == _SUFFIX)
    except OSError:
        return ()
    return [became for file in files if (became := _rescued(house, file)) is not None]


def _folder(house: House) -> Path:
    return house.home / "open"


def _rescued(house: House, file: Path) -> Rescued | BadInput | None:
    """None for what nobody misses: of another till that lives, of other books, of another institution, empty."""
    with _left_behind(file) as content:
        if content is None:
            return None
        try:
            found = json.decode(content, type=KeptSale) if content else None
        except (DecodeError, ValidationError, ValueError, RecursionError) as error:
            file.rename(file.with_suffix(".damaged"))
            return BadInput("bad-parked-sale", file=file.name, detail=str(error)[:120])
        if found is not None and (found.sale.at, found.books) != (house.institution.id, house.engine.books.url):
            return None
        became = None if found is None else _parked_or_booked(house, found)
        file.unlink()
        return became


def _parked_or_booked(house: House, found: KeptSale) -> Rescued:
    from pos.counter import query  # read by most tills later, with their first sale

    outcome = query(house.engine, found.key)
    record = outcome.settlement or outcome.private
    if record is not None:
        return Rescued(booked=record.id)
    Parking(house.home / "parked", house.institution.id).put(found.sale)
    return Rescued()


@contextmanager
def _left_behind(file: Path) -> Iterator[bytes | None]:
    """Its first line; None for what a till holds, another one has just taken care of, or is no plain file.

    Raises BadInput `cannot-write` where what is done with it meanwhile cannot be.
    """
    with ExitStack() as held:
        content = _first_line(file, held)
        try:
            yield content
        except OSError as error:
            raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error


def _first_line(file: Path, held: ExitStack) -> bytes | None:
    try:
        descriptor = held.enter_context(FileIO(os.open(file, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW), "r+"))
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = os.path.samestat(file.lstat(), os.fstat(descriptor.fileno()))
        content = descriptor.read(_LARGEST) if mine else None
    except OSError:
        return None
    return None if content is None else content.partition(b"\n")[0]
