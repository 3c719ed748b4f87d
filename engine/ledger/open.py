"""From a URL to books."""

from pathlib import Path

from engine.errors import BooksError
from engine.ledger.sqlite import SqliteBooks
from engine.ledger.store import Books


def open_books(url: str, *, must_exist: bool = False) -> Books:
    """`sqlite:///FILE` (relative, or absolute with a fourth slash) or `memory:`.

    Raises BooksError; `unknown-books-url` for anything else.
    """
    if url == "memory:":
        return SqliteBooks(None)
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///")).expanduser()
        if not path.parent.is_dir():
            raise BooksError("cannot-open-books", url=url, detail=f"no folder {path.parent}")
        return SqliteBooks(path, must_exist=must_exist)
    raise BooksError("unknown-books-url", url=url[:200])
