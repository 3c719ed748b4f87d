"""What is said of private sales: at the till, in the journal, on paper, on the command line."""

TABLE = {
    "private-event.private-sale": ("自费", "private"),
    "private-event.private-refund": ("自费退货", "priv. back"),
    "private-event.private-reversal": ("自费冲正", "priv. undone"),
    # the till
    "private.tag": ("自费", "priv."),
    "private.added": (
        "{name} × {quantity}：非医药品，转自费现金（Ctrl+T 并回）",
        "{name} x {quantity}: not medical, so private cash (Ctrl+T puts it back)",
    ),
    "private.part": ("自费（现金）", "Private (cash)"),
    "private.cash-and-part": ("现金＋自费", "Cash + private"),
    "private.goods": ("自费商品", "Private goods"),
    "private.no-payer": (
        "还没有参保人：F3 或直接扫医保码；不用医保就再按 F9，整单自费现金。",
        "Nobody pays yet: F3, or scan the code. Without insurance: F9 again sells it all for cash.",
    ),
    "menu.cash": ("整单自费现金（不用医保）", "Sell it all for cash, no insurance"),
    # selling for cash
    "private.title": ("自费收款", "Private sale"),
    "private.title-note": ("整单现金，不用医保", "all of it cash, no insurance"),
    "private.agree": ("请核对。F9 或 Enter 确认收款。", "Please check. F9 or Enter takes the cash."),
    "private.unknown": (
        "没有收到回执，结果未知。先 F8 查询，或 F9 用同一流水号重试，或 F7 冲正。货先不要交出。",
        "No reply; the outcome is unknown. F8 asks; F9 tries again with the same key; F7 reverses. Keep the goods.",
    ),
    "private.query-nothing": (
        "账上没有这一笔，未收款。F9 用同一流水号重试，或 F7 放弃。",
        "The books hold nothing under this key. F9 tries again with it, F7 gives it up.",
    ),
    "private.undone": ("这一笔已撤销（{number}），没有收款。", "It was undone ({number}); no cash was taken."),
    "private.reversed": ("已冲正：{number}。没有收款。", "Reversed: {number}. No cash was taken."),
    "private.nothing-there": ("账上没有这一笔，未收款。", "Nothing stands in the books; no cash was taken."),
    "private.left": (
        "{number} 已撤销，但自费 {private}（{amount}）还在账上：流水里选它按 F4 退。",
        "{number} is undone, but private sale {private} ({amount}) still stands: F4 on it in the journal gives it back.",
    ),
    # given back
    "private.refund-question": ("退自费 {number}，退现金 {cash}？", "Give private sale {number} back, cash back {cash}?"),
    "private.choice-question": (
        "退费 {number}，{holder}，合计 {total}。同一单还有自费商品 {goods}，{goods_cash}。",
        "Refund {number}, {holder}, total {total}. Private goods were bought with it: {goods}, {goods_cash}.",
    ),
    "private.choice-all": ("全退，退现金 {all_cash}", "all of it, cash back {all_cash}"),
    "private.choice-insured": ("只退医保部分，退现金 {cash}", "the insurance part alone, cash back {cash}"),
    "private.no-reasons": (
        "{number} 是自费销售：现金全付，没有可解释的金额。",
        "{number} is a private sale: all of it is cash, and there is nothing to explain.",
    ),
    # the day
    "private.day": (
        "自费（不与医保对账）：售 {sold} 笔 {taken}，退 {returned} 笔 {back}，净收现金 {net}",
        "Private (not reconciled with the bureau): {sold} sold {taken}, {returned} back {back}, net cash {net}",
    ),
    # paper
    "receipt.title-private-sale": ("自费销售单（模拟）", "Private sale (simulated)"),
    "receipt.title-private-refund": ("自费退货单（模拟）", "Private goods given back (simulated)"),
    "receipt.title-private-reversal": ("自费冲正单（模拟）", "Private sale undone (simulated)"),
    "receipt.private": ("自费商品（现金，不走医保）", "Private goods (cash, no insurance)"),
    "receipt.private-number": ("自费单号", "Private sale"),
    "receipt.private-total": ("自费合计", "Private total"),
    "receipt.beside": ("同单结算", "Bought with"),
    "receipt.operator": ("收银员", "Operator  "),
    # the command line
    "command.private": ("自费销售：现金，不用医保码", "sell privately, for cash, without a code"),
    "console.private.item": (
        "商品编码，可带数量：CODE 或 CODExQTY；可重复；药品也可以",
        "item, with a quantity if you like: CODE or CODExQTY; repeatable; medicines too",
    ),
    "console.private.key": ("幂等键：同键同内容只卖一次", "idempotency key: sold once however often it is sent"),
    "console.private.operator": ("收银员；默认是已签到的人", "who sells; by default whoever is signed in"),
    "console.private.sold": ("自费 {number}，现金 {cash}。", "Private sale {number}, cash {cash}."),
    "console.private.quoted": ("自费部分，现金 {cash}。", "The private part: cash {cash}."),
    "console.private.left": (
        "同一单的自费商品 {number}（{cash}）没有退：加 --private 一起退，或 gongji refund {number}。",
        "Private goods bought with it still stand: {number}, {cash}. Next time --private; now gongji refund {number}.",
    ),
    "console.private.line": ("  {name} × {quantity}", "  {name} x {quantity}"),
    "console.play.private": ("自费现金 {cash}", "private cash {cash}"),
    "console.play.private_taken": ("自费净收现金 {cash} 元", "private sales brought in {cash}, net"),
    "console.sell.split": (
        "非医药品转自费现金，同一单记账；不加则整单拒绝",
        "sell goods that are not medical privately in the same act; without it they refuse the sale",
    ),
    "console.refund.private": ("同单的自费商品也一起退", "give back what was bought privately with it as well"),
}
