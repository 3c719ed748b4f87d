"""The verbs. Clock, randomness, books, policies and faults come in as arguments; nothing here knows a screen or a database."""
