"""The books: double entry, append only, the only SQL in the house. `store` is the protocol; `sqlite` keeps it."""
