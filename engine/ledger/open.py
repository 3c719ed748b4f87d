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
        try:
            path = Path(url.removeprefix("sqlite:///")).expanduser()
            if not path.parent.is_dir():
                raise BooksError("cannot-open-books", url=url[:200], detail=f"no folder {path.parent}"[:200])
            return SqliteBooks(path, must_exist=must_exist)
        except (ValueError, RuntimeError, OSError) as error:  # a zero byte, a surrogate, a home of nobody, a name too long
            raise BooksError("cannot-open-books", url=ascii(url[:200]), detail=str(error)[:200]) from error
    raise BooksError("unknown-books-url", url=url[:200])
