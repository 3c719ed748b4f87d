"""Who bears the rest: the own account, relatives' pools in the edition's order, cash.

Pure; every amount and every pool passed over with its reason.
"""
