"""The till's screens, one a concept."""
