"""Where things are kept: the user's data folder, or GONGJI_HOME."""

import os
from pathlib import Path

#: What comes with the till: the people and wares of the demonstration, the lessons.
SHIPPED = Path(__file__).parent


def home_folder() -> Path:
    """Not made here. Raises nothing."""
    own = os.environ.get("GONGJI_HOME")
    if own:
        return Path(own).expanduser()
    from platformdirs import user_data_path

    return user_data_path("gongji", appauthor=False)


def books_url(home: Path) -> str:
    """The embedded books."""
    return f"sqlite:///{home / 'books.sqlite'}"
