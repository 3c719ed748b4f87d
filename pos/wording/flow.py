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
    # leaving
    "leaving.question": ("离开收银台？篮中还有 {lines} 行。", "Leave the till? {lines} lines stand in the basket."),
    "leaving.key-park": ("挂单后离开", "park them and leave"),
    "leaving.key-drop": ("丢弃后离开", "leave without them"),
    "leaving.key-stay": ("不离开", "stay"),
    # keys and menu
    "till.key-park": ("挂单", "Park"),
    "till.key-take-up": ("取单", "Take up"),
    "menu.park": ("挂单 / 取单", "Park the sale / take one up"),
    "menu.parked": ("挂单列表：取单或换单", "Parked sales: take up or swap"),
}
