"""The nouns: values only. Frozen, slotted, keyword-only; nothing here reads a file, a clock or a database."""
