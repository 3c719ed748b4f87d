"""Words of the flow of a sale: parking, taking up, leaving, checking a price, voiding."""

TABLE = {
    # parking
    "parked.bar": ("已挂 {count} 单", "{count} parked"),
    "parked.title": ("挂单", "Parked sales"),
    "parked.lines": ("行数", "Lines"),
    "parked.key-take": ("取单", "Take up"),
    "parked.key-discard": ("丢弃", "Discard"),
    "parked.choose": ("上下键选择，Enter 取单，Del 丢弃，Esc 返回", "Up and down, Enter takes it up, Del discards it, Esc goes back"),
    "parked.damaged": ("读不了 {file}", "unreadable: {file}"),
    "parked.none": ("没有挂单。", "No sale is parked."),
    "parked.done": (
        "已挂单：{lines} 行，{total}。Ctrl+K 取回；医保码不保存，取单后请重新扫码。",
        "Parked: {lines} lines, {total}. Ctrl+K takes it up; the insurance code is not kept, it is scanned anew then.",
    ),
    "parked.taken": ("已取单：{lines} 行。请重新扫医保码。", "Taken up: {lines} lines. Scan the insurance code anew."),
    "parked.taken-payer": ("已取单：{lines} 行。", "Taken up: {lines} lines."),
    "parked.swapped": (
        "已取单：{lines} 行，原单已挂起。请重新扫医保码。",
        "Taken up: {lines} lines; the other sale is parked. Scan the insurance code anew.",
    ),
    "parked.gone": ("已取单，但这些商品已不在售，未取回：{names}", "Taken up, without what is no longer sold: {names}"),
    "parked.discard-question": ("丢弃这一单（{lines} 行）？", "Discard this sale ({lines} lines)?"),
    "parked.discarded": ("已丢弃：{lines} 行。", "Discarded: {lines} lines."),
    "parked.aside-question": (
        "把读不了的 {file} 移到一边？文件不会删除。",
        "Put {file}, which cannot be read, out of the way? The file is not deleted.",
    ),
    "rescued.parked": (
        "有收银台没有正常退出，篮中商品已挂单（{count} 单）。",
        "A till did not end in order. What stood in its basket is parked ({count}).",
    ),
    "rescued.booked": (
        "有收银台没有正常退出，正在结算的一单已入账：{number}（F8 流水）。",
        "A till ended in the middle of a sale, which is booked: {number} (F8).",
    ),
    "parked.aside": ("已移到一边：{file}", "Out of the way, as {file}"),
    "trouble.no-longer-parked": (
        "这一单已被别的收银台取走或丢弃。",
        "Another till has taken this sale up or discarded it.",
    ),
    "trouble.bad-parked-sale": (
        "挂单文件 {file} 已损坏或不是挂单，未作改动：{detail}",
        "The parked sale {file} is damaged, or none; it was left alone: {detail}",
    ),
    "trouble.nothing-left-parked": (
        "这一单的商品都已不在售，未取单：{names}",
        "Nothing of this sale is sold any more, so it was not taken up: {names}",
    ),
    "trouble.visit-not-parked": (
        "这一单属于医院就诊，不能挂单。请先收费，或清空（Ctrl+D）：未收费的仍在医院窗口（Ctrl+O），不会丢失。",
        "This sale belongs to a hospital visit and is not parked. Settle it, or clear it (Ctrl+D): unpaid, it stays at the windows (Ctrl+O).",
    ),
    # leaving
    "leaving.visit-question": (
        "离开收银台？篮中这单属于医院就诊，还未收费：可在医院窗口（Ctrl+O）重新打开，不会丢失。",
        "Leave the till? The sale in the basket is of a hospital visit, unpaid: it opens again at the windows (Ctrl+O); nothing is lost.",
    ),
    "leaving.question": ("离开收银台？篮中还有 {lines} 行。", "Leave the till? {lines} lines stand in the basket."),
    "leaving.key-park": ("挂单后离开", "park them and leave"),
    "leaving.key-drop": ("丢弃后离开", "leave without them"),
    "leaving.key-stay": ("不离开", "stay"),
    # checking a price
    "price.title": ("查价（不加入）", "Price check (adds nothing)"),
    "price.box": ("扫码，或编码、名称、拼音首字母", "scan, or code, name, pinyin initials"),
    "price.ask": ("扫码或输入，看价格与医保属性。Esc 返回", "Scan or type to see price and class. Esc goes back"),
    "price.add": ("Enter 加入   继续扫码查下一个   Esc 返回", "Enter adds it   scan for the next   Esc goes back"),
    "price.choose": ("上下键选择，Enter 查看，Esc 返回", "Up and down, Enter shows it, Esc goes back"),
    "price.none": ("! {text}", "! {text}"),
    "price.class": ("医保类别", "Class"),
    "price.first-share": ("先行自付", "First share"),
    "price.limit": ("医保限价", "Price limit"),
    "price.no-limit": ("无", "none"),
    "price.medical": ("支付方式", "Paid by"),
    "price.insured": ("可走医保", "insurance"),
    "price.private": ("非医药用品，只能自费", "no medical item: private cash"),
    "price.trace": ("追溯码", "Trace code"),
    "price.traced": ("逐盒扫追溯码", "one a pack, to be scanned"),
    "price.untraced": ("不需要", "not needed"),
    "price.spec": ("规格", "Pack"),
    "price.approval": ("批准文号", "Approval"),
    "price.barcode": ("条码", "Bar code"),
    # voiding
    "void.question": ("作废整单：{lines} 行，{total}？", "Void the whole sale: {lines} lines, {total}?"),
    "void.line": ("已删行：{name}，{amount}。F12 可撤回。", "Voided: {name}, {amount}. F12 takes it back."),
    "void.sale": ("已作废整单：{lines} 行，{total}。F12 可撤回。", "Voided the sale: {lines} lines, {total}. F12 takes it back."),
    "void.payer": ("已撤下参保人 {name}。F12 可撤回。", "{name} was taken off the sale. F12 puts them back."),
    "void.nothing": ("没有可作废的。", "There is nothing to void."),
    "void.none": ("没有可撤回的删行或作废。", "There is no void to take back."),
    "void.undone": ("已撤回：{lines} 行，{total}。", "Taken back: {lines} lines, {total}."),
    # a receipt scanned at the till
    "recall.unknown": (
        "账上没有 {number}：可能是别的账本的小票。请核对号码，或按 F8 查流水。[unknown-settlement]",
        "No settlement {number} in these books: a receipt of others, perhaps. Check the number, or look with F8. [unknown-settlement]",
    ),
    # keys and menu
    "menu.why": ("为什么是这些金额", "Why these figures"),
    "reasons.none-yet": (
        "还没有预结算：先有参保人与药品。",
        "There is no estimate yet: it needs a payer and items.",
    ),
    "menu.narrow": ("输入汉字、拼音首字母或英文", "Type a word, pinyin initials, or a key"),
    "menu.none": ("没有“{text}”这个功能。Esc 清空。", "Nothing is called “{text}”. Esc takes it away."),
    "menu.price": ("查价", "Price check"),
    "menu.undo": ("撤回删行 / 作废", "Take back what was voided"),
    "till.key-park": ("挂单", "Park"),
    "till.key-take-up": ("取单", "Take up"),
    "menu.park": ("挂单 / 取单", "Park the sale / take one up"),
    "menu.parked": ("挂单列表：取单或换单", "Parked sales: take up or swap"),
}
