"""What a till has loaded once it is open stays until it ends; what a closed screen leaves is garbage that Python should soon find."""

import gc

_MIDDLE_AFTER, _FULL_AFTER = 2, 1
"""Collections of the generation before, instead of Python's 10 and 10: a full one no longer looks at what stands."""


def nothing_goes_yet() -> None:
    """While the till is loaded all that is made stays: to look for garbage meanwhile takes a tenth of the time to the first paint."""
    gc.disable()


def keep_what_stands() -> None:
    """Not for tests: it cannot be undone. Modules, stylesheets and books are nine in ten of all objects: nobody looks at them again."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.collect()  # makes Python forget how many there were, which it compares the new ones with before it begins another
    newest, *_ = gc.get_threshold()
    gc.set_threshold(newest, _MIDDLE_AFTER, _FULL_AFTER)


def sweep() -> None:
    """Take away what a closed screen leaves, before a key comes: screens hold themselves in circles, some 6000 objects a sale.

    Where nothing was frozen nothing is done: it would take as long as all objects of the process are many.
    """
    if gc.get_freeze_count():
        gc.collect()
