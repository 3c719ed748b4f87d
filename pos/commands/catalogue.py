"""`gongji catalogue`: what provokes every refusal and every outcome, in the training world; or what another world's people would bring."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_json, file, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.world import WorldFile


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("words", metavar="WORD", nargs="*", type=text, help=say(lang, "console.catalogue.words"))
    parser.add_argument("--world", metavar="FILE.toml", type=file, help=say(lang, "console.catalogue.world"))
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises BadInput `bad-world` and what reading a file raises."""
    from pos.commands.console import say_json, say_line
    from pos.magic import entries, steps_of
    from pos.magic_words import told
    from pos.paths import home_folder
    from pos.probe import probed
    from pos.scenario import ScenarioFile
    from pos.toml_file import read_toml
    from pos.training import training_tables, training_url
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    tables: WorldFile = training_tables() if arguments.world is None else read_toml(arguments.world, ScenarioFile, code="bad-world")
    listed = entries() if arguments.world is None else probed(tables)
    names = {person.id: person.name for person in tables.people}
    wanted = " ".join(arguments.words)
    if not arguments.json and arguments.world is None:
        say_line(say(lang, "catalogue.how"))
        say_line(say(lang, "catalogue.commands", url=training_url(home_folder())))
    elif not arguments.json:
        say_line(say(lang, "catalogue.tried", world=clean(str(arguments.world))))
    for entry in listed:
        shown = told(lang, entry, names)
        if not shown.matches(wanted):
            continue
        if arguments.json:
            extra = {"scenario": f"fixtures/scenarios/{entry.scenario}"} if entry.scenario else {}
            told_too = {"title": shown.title, "do": list(shown.todo), "see": shown.seen}
            say_json({"name": shown.name, "refused": shown.code or None, **told_too, "steps": steps_of(entry), **extra})
            continue
        say_line(f"{shown.name}  {shown.title}")
        for line in shown.todo:
            say_line(f"    {clean(line, 400)}")
        say_line(say(lang, "catalogue.seen", seen=clean(shown.seen, 400)))
    return 0
