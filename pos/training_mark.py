"""How training is told from the real till, on screen and paper."""

MARK = "训练 TRAINING"
"""On every screen, whatever its language."""
NO_RECEIPT = ("*** TRAINING - NO RECEIPT ***", "训练 非收据")
"""On every paper."""
