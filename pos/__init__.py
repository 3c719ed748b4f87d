"""The till: the only package that knows both the engine and the scanner."""
