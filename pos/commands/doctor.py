"""`gongji doctor`: what this machine can do, and how to mend what is missing."""

import sys
from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_json
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0 when everything that is required is there, 1 when something is not."""
    from pos.commands.console import say_json, say_line
    from pos.doctor import examine

    lang: Lang = arguments.lang
    findings = examine(lang)
    for finding in findings:
        if arguments.json:
            say_json(
                {
                    "what": finding.key,
                    "ok": finding.good,
                    "required": finding.required,
                    "text": finding.text,
                    "remedy": finding.remedy or None,
                }
            )
        else:
            mark = say(lang, "console.doctor.good" if finding.good else "console.doctor.missing")
            say_line(f"[{mark}] {finding.text}" + (f"  -> {finding.remedy}" if finding.remedy else ""))
    sys.stdout.flush()
    return 0 if all(finding.good or not finding.required for finding in findings) else 1
