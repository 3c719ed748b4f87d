"""Every sentence a user sees, in Chinese and English. Tables hold (Chinese, English) by key; `say` fills in the facts."""

from pos.wording.say import LANGUAGES, Lang, say

__all__ = ["LANGUAGES", "Lang", "say"]
