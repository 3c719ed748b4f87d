"""The engine's views of the books as a whole."""

from collections.abc import Iterator
from pathlib import Path

from engine.ledger.entry import BookedEntry
from engine.ledger.store import ChainHead
from engine.money import Money
from engine.service.context import Context


class WholeBooks:
    """Mixed into `Engine`."""

    _context: Context

    def chain_head(self) -> ChainHead:
        """How many entries there are and what the last is chained by, to be written down elsewhere."""
        with self._context.books.read() as books:
            return books.chain_head()

    def entries(self) -> Iterator[BookedEntry]:
        """Every entry of one moment, one at a time; the books stay open for reading until the last is taken."""
        with self._context.books.read() as books:
            yield from books.entries()

    def fund_paid(self) -> Money:
        """What all funds have paid, net of refunds."""
        with self._context.books.read() as books:
            return -books.account_total("fund:")

    def cash_taken(self) -> Money:
        """Cash that sales brought into the drawers, net of refunds."""
        with self._context.books.read() as books:
            return -books.account_total("public")

    def copy_to(self, path: Path) -> None:
        """A whole copy of the books of one moment, while other tills go on. Raises BooksError."""
        self._context.books.copy_to(path)

    def check(self) -> list[str]:
        """Every invariant of the books; one sentence a breach."""
        from engine.service.check_books import check_books  # noqa: PLC0415 - eight modules that no sale needs

        return check_books(self._context)
