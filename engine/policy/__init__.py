"""Policy editions: what a region's rules were on a day. `edition` is values, `load` reads files, `book` finds the one in force."""
