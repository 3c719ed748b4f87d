"""Words of the journal's filter line, and what is said of a search. Words of a state are told apart by blanks."""

TABLE = {
    "journal.box": (
        "单号 / 小票码 / 姓名 / 药品 / 12.50 / >100 / 11-21 / 已退",
        "Number / receipt / name / item / 12.50 / >100 / 11-21 / undone",
    ),
    "journal.key-receipt": ("扫小票", "Receipt"),
    "journal.page": ("第 {page} 页", "page {page}"),
    "journal.undone": ("{event} 已退", "{event}, undone"),
    "journal.none": (
        "没有符合“{text}”的记录。可用单号、姓名、药品、金额、日期或“已退”。",
        "Nothing matches “{text}”. Try a number, name, item, amount, day, or “undone”.",
    ),
    "journal.none-so-far": (
        "最近的记录里没有“{text}”。按 ↓ 继续往前找，或加上日期。",
        "Nothing matches “{text}” among the latest. Down looks further back; or add a day.",
    ),
    "journal.looked-back": (
        "找到 {day}；按 ↓ 继续往前找，或加上日期。",
        "Looked back to {day}; Down looks further, or add a day.",
    ),
    "journal.words-standing": ("有效 正常", "standing valid"),
    "journal.words-undone": ("已退 已撤 已冲正", "undone refunded"),
    "journal.words-refund": ("退费 退款", "refund refunds"),
    "journal.words-reversal": ("冲正", "reversal reversals"),
    "journal.words-premium": ("保费 缴费", "premium premiums"),
    "journal.words-private": ("自费 自费零售", "private"),
    "journal.words-sale": ("结算 销售", "sale sales"),
    "journal.words-today": ("今天 今日", "today"),
    "journal.words-yesterday": ("昨天 昨日", "yesterday"),
}
