"""The lessons there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pos.screens.speaking import SpeakingScreen
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.step import LessonTable

_LONG = 400


class LessonsScreen(SpeakingScreen[None]):
    """A title and what it teaches, two lines each; Enter begins."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="begin", label="lesson.key-begin", rank=0),
        Key(keys="escape,f12", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=1),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "OptionList"

    def __init__(self) -> None:
        super().__init__()
        from pos.lesson import lesson_names, lesson_path, read_lesson

        self._lessons: dict[str, LessonTable] = {name: read_lesson(lesson_path(name))[1] for name in lesson_names()}

    def compose(self) -> ComposeResult:
        """The list on a page of its own."""
        yield TopBar()
        yield Static(id="how", markup=False)
        yield OptionList(id="lessons", markup=False)
        yield from self.ending()

    def speak(self) -> None:
        """In the till's language, the cursor where it was."""
        lang = self.till.lang
        self.query_one(TopBar).show(self.say("lesson.list"))
        self.query_one("#how", Static).update(Content.styled(self.say("lesson.list-how"), "$muted"))
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for number, (name, table) in enumerate(self._lessons.items(), start=1):
            title, aim = clean(table.title.in_(lang), _LONG), clean(table.aim.in_(lang), _LONG)
            options.add_option(Option(Content.assemble((f"{number}  {title}", "bold"), "\n", (aim, "$muted"), "\n"), id=name))
        options.highlighted = place
        self.show_keys()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin it."""
        from pos.lesson import lesson_path
        from pos.screens.lesson import LessonScreen

        event.stop()
        self.app.push_screen(LessonScreen(lesson_path(str(event.option.id))))

    def action_begin(self) -> None:
        """Line feed is Enter for some terminals."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """To the till."""
        self.dismiss(None)
