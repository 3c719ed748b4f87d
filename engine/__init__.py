"""The settlement engine. Read the folders upward.

Money, the nouns, the rules, what the fund bears, who bears the rest, the books, the verbs.
"""
