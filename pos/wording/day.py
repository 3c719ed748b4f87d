"""What is said of a till's day: sessions, totals, and each kind of difference with its cause and what to do."""

TABLE = {
    "known.settled": ("已结算", "settled"),
    "known.undone": ("已撤销", "undone"),
    "known.nothing": ("账上没有", "nothing"),
    "known-do.settled": (
        "账上有这一笔 {settlement}。药可以交给参保人；不要的话冲正或退费，只做其一。",
        "{settlement} stands in the books. Hand the goods over; or else reverse or refund it, one of the two.",
    ),
    "known-do.undone": (
        "{settlement} 已由 {undone_by} 撤销，没有扣款。要卖请用新流水号重新结算。",
        "{settlement} was undone by {undone_by}: nothing is charged. To sell, settle anew with a new key.",
    ),
    "known-do.nothing": (
        "账上没有这个流水号，没有扣款。可用同一流水号再试；已到的话不会重复扣款。",
        "The books hold nothing under this key; nothing is charged. Try again with the same key: it is never charged twice.",
    ),
    "difference.missing": ("医保有，本台没有", "at the bureau, not at the till"),
    "difference.extra": ("本台有，医保没有", "at the till, not at the bureau"),
    "difference.noted-twice": ("本台记了两次", "noted twice at the till"),
    "difference.doubled": ("重复结算", "doubled"),
    "difference.amount": ("金额不符", "amounts differ"),
    "difference.half-refund": ("退费只记了一边", "refund half recorded"),
    "cause.missing": (
        "回执丢失，或收到回执后收银台中断",
        "the reply was lost, or the till died after it came",
    ),
    "cause.extra": ("这一笔没有到医保", "it never arrived at the bureau"),
    "cause.noted-twice": ("同一笔结算记了两次", "one settlement was noted two times"),
    "cause.doubled": (
        "几分钟内同一人、同样的药用两个流水号结算（另一笔 {twin}）",
        "the same goods for the same holder within minutes under two keys (the other is {twin})",
    ),
    "cause.amount": (
        "{figure_word}：医保 {bureau}，本台 {till}，差 {gap}",
        "{figure_word}: bureau {bureau}, till {till}, {gap} apart",
    ),
    "cause.half-refund": (
        "退费（原单 {twin}）只到了一边：回执丢失，或只在本台记账",
        "the refund (of {twin}) reached one side: its reply was lost, or it was noted and never sent",
    ),
    "mend.missing-bureau": (
        "查询该流水号或单号；药已交出就在本台补记，没有交出就退费",
        "look the key or number up; note it if the goods went out, refund it if they did not",
    ),
    "mend.extra-till": (
        "本台划掉；药已交出就重新结算，已收的现金退还",
        "strike it at the till; settle anew if the goods went out, give the cash back if not",
    ),
    "mend.noted-twice-till": ("本台划掉一笔", "strike one of the two at the till"),
    "mend.doubled-bureau": ("与参保人核对，把多出的一笔退费", "ask the patient; refund the one too many"),
    "mend.doubled-till": ("本台划掉这一笔；多收的现金退还", "strike this one at the till; give back cash taken twice"),
    "mend.amount-both": (
        "以医保为准更正本台；差的现金补收或退还",
        "the bureau's figure counts: correct the till, settle the cash with the patient",
    ),
    "mend.half-refund-bureau": ("本台补记退费；现金没有退的退还", "note the refund at the till; give the cash back if it was not"),
    "mend.half-refund-till": ("向医保重办退费；办不成就在本台划掉", "send the refund again; strike it at the till if it is refused"),
    "side.bureau": ("医保", "bureau"),
    "side.till": ("本台", "till"),
    "day.sale": ("结算", "Sales"),
    "day.refund": ("退费、冲正", "Refunds, reversals"),
    "day.count": ("笔数", "Count"),
    "day.fund_sum": ("基金合计（接口口径）", "Fund as the interface sums it"),
    "day.fund-sum-why": (
        "该地接口把个人账户（含共济）计入基金合计：这一行比统筹基金多出的正是账户支付，不是差异。",
        "There the interface counts the account, mutual aid included, in the fund's sum: what this row has above the fund is no difference.",
    ),
    "day.balanced": ("{institution} {day} 对账相符：{count} 笔", "{institution}, {day}: the books agree, {count} record(s)"),
    "day.totals-agree": (
        "总额相符，明细不符：不同的差异互相抵消。",
        "The totals agree and the lines do not: differences that cancel out.",
    ),
    "day.unbalanced": ("{institution} {day} 对账不符：{count} 处差异", "{institution}, {day}: {count} difference(s)"),
    "day.difference": ("{number}. {what} {settlement} {at} {total}", "{number}. {what}: {settlement} {at} {total}"),
    "day.why": ("   原因：{why}", "   likely cause: {why}"),
    "day.do": ("   处理：{do}", "   what to do: {do}"),
    "day.lines": ("明细：{count} 笔，不符 {apart} 笔", "Lines: {count}, of which {apart} differ"),
    "day.none": ("没有", "none"),
    "day.planted": (
        "已在本台记录里做出“{kind}”差异：{settlement}。用 gongji day mend 收回。",
        "Planted “{kind}” in the till's record: {settlement}. Take it back: gongji day mend",
    ),
    "day.mended": ("已收回 {count} 处做出的差异", "differences taken back: {count}"),
    "day.signed-in": ("{operator} 已签到：{sign_no}，{institution}", "{operator} is signed in: {sign_no}, {institution}"),
    "day.signed-out": ("{operator} 已签退：{sign_no}，记 {notes} 笔", "{operator} is signed out: {sign_no}, {notes} note(s)"),
    "day.session": (
        "签到 {sign_no} {operator} {begun}–{ended}，{notes} 笔",
        "session {sign_no}, {operator}, {begun}-{ended}, {notes} note(s)",
    ),
    "day.session-open": ("未签退", "open"),
    "day.no-session": ("这一天没有签到", "nobody signed in that day"),
}
