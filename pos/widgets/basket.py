"""The basket, and the list of what a search found: two tables in the same place. Cells are `Text`, so a name's brackets stay brackets."""

from collections.abc import Callable, Sequence

from rich.cells import set_cell_size
from rich.text import Text
from textual.geometry import Size

from engine.model.codes import ItemClass
from engine.model.item import Item
from pos.quantity_text import percent_text, quantity_text
from pos.sale import SaleLine
from pos.themes import Palette
from pos.widgets.rows import Row, Rows
from pos.wording import Lang, say
from pos.wording.clean import clean

_PRICE, _QUANTITY, _AMOUNT, _NUMBER = 8, 5, 9, 3
_SPEC, _APPROVAL, _SHARE = 32, 22, 10
_TALL, _ROOMY, _NARROWER, _WIDE = 24, 80, 20, 120
_NAME = 120


def item_name(item: Item, lang: Lang) -> str:
    """Its name in the language of the screen, made safe."""
    return clean(item.english if lang == "en" and item.english else item.name, _NAME)


def badge(item: Item, lang: Lang, palette: Palette) -> Text:
    """The class: a letter on a ground of its own, three cells wide."""
    ground = {"A": palette.class_a, "B": palette.class_b, "C": palette.class_c}.get(item.item_class.value, palette.class_none)
    letter = say(lang, f"class.{item.item_class}")
    return Text(set_cell_size(letter if lang == "zh" else f" {letter}", 3 if lang == "en" else 2), style=f"bold #ffffff on {ground}")


class ItemTable(Rows):
    """Rows of goods or records."""


class Basket(ItemTable):
    """Badge and name, price, quantity, amount; with room, a number before and a second line below."""

    _laid_out: tuple[Size, Lang, Palette] | None = None
    _marked: Sequence[tuple[SaleLine, bool]] = ()
    """What stands in it, and whether it is bought privately."""
    _again: Callable[[], None] | None = None

    def on_resize(self) -> None:
        """Columns follow the width, behind a question as well, where the screen itself is not drawn anew."""
        if self._again is not None and self.size:
            self._again()

    def show(
        self, lines: Sequence[SaleLine], *, room: Size, lang: Lang, palette: Palette, private: Sequence[SaleLine], cursor: int
    ) -> None:
        """All lines; `private` ones are marked. `room` is given because a table that is hidden has no size."""
        self._again = lambda: self.show(lines, room=self.size, lang=lang, palette=palette, private=private, cursor=self.cursor_row)
        before, taken_off = self._marked, {line.item.code for line in private}
        self._marked = [(line, line.item.code in taken_off) for line in lines]
        if self._laid_out != (room, lang, palette) or len(before) != len(lines):
            self._laid_out = (room, lang, palette)
            self._fill(room, lang, palette)
        else:  # an answer of the engine changes nothing here, a quantity one row
            for place, (row, row_before) in enumerate(zip(self._marked, before, strict=True)):
                if row != row_before:
                    self.redraw(place)
        self.put_cursor(cursor)

    def _fill(self, room: Size, lang: Lang, palette: Palette) -> None:
        width = room.width - 1
        roomy, wide = width >= _ROOMY - 4, width >= _WIDE
        two_lines = room.height >= _TALL and roomy and not wide
        number = _NUMBER + 1 if roomy else 0
        more = (("spec", _SPEC), ("approval", _APPROVAL), ("first-share", _SHARE)) if wide else ()
        name = max(10, width - number - sum(cells for _, cells in more) - _PRICE - _QUANTITY - _AMOUNT)
        heads = (("price", _PRICE), ("quantity", _QUANTITY), ("amount", _AMOUNT))
        self.line_up(
            [
                *([("#", number, False)] if roomy else []),
                (" " + say(lang, "till.column-name"), name, False),
                *((say(lang, f"till.column-{column}"), cells, column == "first-share") for column, cells in more),
                *((say(lang, f"till.column-{column}"), cells, True) for column, cells in heads),
            ],
            tall=2 if two_lines else 1,
        )

        def row(place: int) -> Row:
            line, private = self._marked[place]
            return (
                *([Text(f"{place + 1:>2}", style=palette.muted)] if roomy else []),
                self.name_cell(line, name, lang, palette, two_lines=two_lines, private=private),
                *(_more_cells(line, lang, palette, private=private) if wide else []),
                Text(f"{line.item.price:f}", justify="right"),
                Text(quantity_text(line.quantity), justify="right", style="bold"),
                Text(str(line.amount), justify="right", style="bold"),
            )

        self.fill(len(self._marked), row)

    @staticmethod
    def name_cell(line: SaleLine, room: int, lang: Lang, palette: Palette, *, two_lines: bool, private: bool) -> Text:
        mark = badge(line.item, lang, palette)
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(" ").append_text(mark).append(" ")
        if private and not two_lines:
            text.append(say(lang, "private.tag") + " ", style=f"bold {palette.cash}")
        style = palette.muted if private else ""
        shown = Text(item_name(line.item, lang), style=style)
        shown.truncate(room - text.cell_len - 1, overflow="ellipsis")
        text.append_text(shown)
        if two_lines:
            below = (
                say(lang, "till.private-line")
                if private
                else " · ".join(clean(part, 40) for part in (line.item.spec, line.item.approval) if part)
            )
            text.append("\n" + " " * (mark.cell_len + 2) + below, style=palette.muted)
        return text


def _more_cells(line: SaleLine, lang: Lang, palette: Palette, *, private: bool) -> Sequence[Text]:
    """What a wide screen has room for: specification, approval number, the share that a class B item's buyer pays first."""
    item = line.item
    share = percent_text(item.first_share) if item.item_class is ItemClass.B else ""
    told = (say(lang, "till.private-line") if private else clean(item.spec, _SPEC - 1), clean(item.approval, _APPROVAL - 1))
    return [*(Text(text, style=palette.muted) for text in told), Text(share, justify="right", style=palette.muted)]


class Hits(ItemTable):
    """What was found."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.items: Sequence[Item] = ()

    @property
    def chosen(self) -> Item | None:
        """Under the cursor."""
        return self.items[self.cursor_row] if 0 <= self.cursor_row < len(self.items) else None

    def show(self, items: Sequence[Item], *, room: Size, lang: Lang, palette: Palette) -> None:
        """At most fifty."""
        self.items = items
        width = room.width - 1
        spec, code = (14 if room.width >= _ROOMY - _NARROWER else 0), 7
        name = max(10, width - spec - code - _PRICE - 1)
        self.line_up(
            [
                (" " + say(lang, "till.column-name"), name, False),
                *([("", spec, False)] if spec else []),
                (say(lang, "till.column-code"), code, False),
                (say(lang, "till.column-price"), _PRICE, True),
            ]
        )
        for item in items:
            text = Text(" ", no_wrap=True, overflow="ellipsis").append_text(badge(item, lang, palette)).append(" " + item_name(item, lang))
            text.truncate(name - 1, overflow="ellipsis")
            below = Text(clean(item.spec, 40), style=palette.muted, no_wrap=True, overflow="ellipsis")
            self.add_row(text, *([below] if spec else []), Text(clean(item.code, 20)), Text(f"{item.price:f}", justify="right"))
        self.put_cursor(0)
