"""What all of the till's screens share: the language, the last two lines, and the keys that the bar names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from engine.errors import EngineError
from pos.widgets.key_bar import KeyBar
from pos.widgets.status_line import Kind, StatusLine
from pos.wording.explain import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.widget import Widget

    from engine.model.settlement import Settlement
    from pos.app import TillApp
    from pos.widgets.keys import Key
    from pos.wiring import House

Result = TypeVar("Result")


class SpeakingScreen(Screen[Result]):
    """A subclass fills `speak`, which is called on mounting, on a change of language and of theme."""

    KEYS: ClassVar[Sequence[Key]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-mid")]  # noqa: RUF012 - Textual declares it without ClassVar
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - the same
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,shift+tab", "stay", show=False)]

    telling = ""
    """The key, or the refusal's code, of what stands on the status line."""
    _retell: Callable[[], str] = str
    _kind: Kind = "plain"

    @property
    def till(self) -> TillApp:
        """The application, by its own type."""
        return cast("TillApp", self.app)

    @property
    def house(self) -> House:
        """Only for screens that open after the house."""
        house = self.till.house
        if house is None:
            raise RuntimeError("the house is not open yet")
        return house

    def say(self, key: str, **facts: object) -> str:
        """In the till's language."""
        return self.till.say(key, **facts)

    def ending(self) -> Iterator[Widget]:
        """The last lines of every screen."""
        yield StatusLine()
        yield KeyBar()

    def tell(self, key: str, kind: Kind = "plain", **facts: object) -> None:
        """On the status line; "" takes the last message away.

        It is said again when the language changes; a fact that depends on it is given as a function.
        """
        self.telling = key
        self._retell = partial(self._said, key, facts) if key else str
        self._kind = kind
        self.retell()

    def tell_trouble(self, error: EngineError) -> None:
        """A refusal in words, its code behind it; people by the names that a counter may show."""
        from pos.named import by_name

        self.telling = error.code
        self._retell = partial(self._in_words, by_name(error, self._name_of))
        self._kind = "bad"
        self.retell()
        self.remember(error)

    def remember(self, error: EngineError) -> None:
        """What was refused is kept beside the books, for the report; a refusal that is told otherwise than in its own words, too."""
        from pos.refusals_met import meet

        if self.till.house is not None:
            operator = next((str(screen.operator) for screen in self.app.screen_stack if hasattr(screen, "operator")), "")
            meet(self.till.house.engine, error, institution=self.till.house.institution.id, operator=operator)

    def show_reasons(self, record: Settlement) -> None:
        """Why the figures of a record, on a page of its own."""
        from pos.screens.reasons import ReasonsScreen

        try:
            told = self.house.engine.explaining.of_record(record)
        except EngineError as error:
            self.tell_trouble(error)
        else:
            self.app.push_screen(ReasonsScreen(told, record.id))

    def _said(self, key: str, facts: Mapping[str, object]) -> str:
        return self.say(key, **{name: fact() if callable(fact) else fact for name, fact in facts.items()})

    def _name_of(self, person: str) -> str:
        from pos.masking import masked

        if self.till.house is None:
            return person
        try:
            return masked(self.till.house.engine.person(person).name)
        except EngineError:
            return person

    def _in_words(self, error: EngineError) -> str:
        return f"{refusal(self.till.lang, error)} [{error.code}]"

    def retell(self) -> None:
        """In the language of now."""
        self.query_one(StatusLine).tell(self._retell(), self._kind)

    def on_compose(self) -> None:
        """The classes of the size are there before the widgets are: these are styled and laid out once instead of twice."""
        width, height = self.app.size
        for cells, breakpoints in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            self.add_class(max(each for each in breakpoints if each[0] <= cells)[1], update=False)

    def on_mount(self) -> None:
        """Say everything once."""
        self.speak()

    def speak(self) -> None:
        """Texts of this screen; the bar of keys is done here."""
        self.show_keys()

    def show_keys(self) -> None:
        """Only what would do something."""
        caps = [
            (key.cap, self.say(label), key.rank) for key in self.KEYS if (label := self.label_of(key)) and self.check_action(key.action, ())
        ]
        self.query_one(KeyBar).show(caps)

    def label_of(self, key: Key) -> str:
        """A key may be called differently at times; by no name it is not in the bar."""
        return key.label

    def action_stay(self) -> None:
        """The focus stays where it is."""
