"""Looking for records of the books, a page at a time."""

from engine.model.sought import Page, Sought
from engine.service.context import Context

PAGE = 100


class Records:
    """Reached as `Engine.records`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, sought: Sought, *, before: int | None = None, most: int = PAGE) -> Page:
        """Newest first; `before` is an earlier page's `older`."""
        with self._context.books.read() as books:
            return books.find(sought, before=before, most=max(1, most))
