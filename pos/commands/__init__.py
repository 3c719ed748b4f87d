"""The commands of `gongji`: one file each, with `configure(parser, lang)` and `run(arguments) -> exit code`.

Work is imported when it runs.
"""
