"""What the till's own screens say: bars, keys, questions, receipt."""

TABLE = {
    # keys, short: ten of them share one line of 80 cells
    "till.key-help": ("帮助", "Help"),
    "till.key-find": ("查药", "Find"),
    "till.key-code": ("医保码", "Code"),
    "till.key-quantity": ("数量", "Qty"),
    "till.key-prescription": ("处方", "Rx"),
    "till.key-account": ("账户", "Acct"),
    "till.key-void": ("删行", "Void"),
    "till.key-journal": ("流水", "Log"),
    "till.key-pay": ("结算", "Pay"),
    "till.key-menu": ("菜单", "Menu"),
    "till.key-split": ("转自费", "Split"),
    "till.key-unsplit": ("并回", "Unsplit"),
    "till.key-back": ("返回", "Back"),
    "till.key-agree": ("确认支付", "Agree"),
    "till.key-why": ("为什么", "Why"),
    "till.key-retry": ("重试", "Retry"),
    "till.key-reverse": ("冲正", "Reverse"),
    "till.key-next": ("下一单", "Next sale"),
    "till.key-refund": ("退费", "Refund"),
    "till.key-open": ("查看", "Open"),
    "till.key-yes": ("确定", "Yes"),
    "till.key-language": ("English", "中文"),
    # the frame
    "till.opening": ("正在打开账本……", "Opening the books ..."),
    "till.too-small": ("窗口太小：至少 80 列 × 24 行，现在 {width} × {height}", "Too small: 80 x 24 at least, now {width} x {height}"),
    "till.box": ("药品条码 / 拼音首字母 / 名称 / 3*编码 / 医保码", "Bar code / name / pinyin / short code / 3*code / insurance code"),
    "till.column-name": ("品名", "Item"),
    "till.column-price": ("单价", "Price"),
    "till.column-quantity": ("数量", "Qty"),
    "till.column-amount": ("金额", "Amount"),
    "till.column-code": ("编码", "Code"),
    "till.hint": (
        "扫码或输入即可加药。\n\n  amox Enter      阿莫西林一盒\n  3*ibu Enter     布洛芬三盒\n  amxl            按拼音首字母查找\n\n"
        "  F3   读取参保人医保码（摄像头、图片、扫码枪）\n  F12  菜单：出示医保码、家庭共济、语言、主题",
        "Scan or type to add an item.\n\n  amox Enter      one box of amoxicillin\n  3*ibu Enter     three of ibuprofen\n  amxl            find by pinyin initials\n\n"
        "  F3   read the patient's code (camera, picture, scanner)\n  F12  menu: show a code, family, language, theme",
    ),
    "till.payer": ("参保人", "Insured"),
    "till.no-payer": ("未识别", "nobody yet"),
    "till.no-payer-hint": ("F3 或直接扫医保码", "F3, or scan the code"),
    "till.shown-by": ("出示 {name}", "by {name}"),
    "till.own-balance": ("个人账户", "Own account"),
    "till.no-account": ("无", "none"),
    "till.grants": ("家庭共济", "Mutual aid"),
    "till.no-grants": ("无授权", "no grant"),
    "till.estimate": ("预结算(估)", "Estimate"),
    "till.estimating": ("计算中……", "asking ..."),
    "till.no-estimate": ("待参保人与药品", "needs payer and items"),
    "till.rx": ("有处方", "with Rx"),
    "till.no-rx": ("无处方", "no Rx"),
    "till.account-use": ("用账户", "account"),
    "till.account-off": ("不用账户", "no account"),
    "till.account-ask-mutual-aid": ("点名共济", "ask aid"),
    "till.gross": ("应收合计", "TOTAL"),
    "till.count": ("{lines} 行 {pieces} 件", "{lines} lines {pieces} pcs"),
    "till.private-part": ("其中自费现金 {amount}", "private cash {amount}"),
    "till.recent": ("最近流水", "Latest"),
    "till.first-share": ("先自付 {percent}", "first share {percent}"),
    "till.limit": ("限价 {limit}", "price limit {limit}"),
    "till.private-line": ("自费现金，不入医保账", "private, cash, not booked"),
    # what happened
    "till.added": ("{name} × {quantity}", "{name} x {quantity}"),
    "till.voided": ("已删行：{name}", "Voided: {name}"),
    "till.cleared": ("已清空。", "Cleared."),
    "till.payer-read": ("{name}，{insurance}", "{name}, {insurance}"),
    "till.not-found": (
        "没有找到“{text}”。可用条码、编码、拼音首字母或名称。",
        "Nothing found for “{text}”. Try the bar code, short code, pinyin initials or name.",
    ),
    "till.choose": ("{count} 种，上下键选择，Enter 加入，Esc 返回", "{count} found: up and down, Enter adds, Esc goes back"),
    "till.unknown-barcode": ("没有条码为 {code} 的商品。", "No item has the bar code {code}."),
    "till.entry-too-long": ("输入太长，已忽略。", "That is far too long to be an entry; it was left out."),
    "till.entry-control-characters": ("输入含有控制字符，已忽略。", "That holds control characters; it was left out."),
    "till.entry-quantity-out-of-range": ("数量须大于 0，至多 9999。", "A quantity is above 0 and at most 9999."),
    "till.entry-quantity-of-credential": ("医保码不能带数量。", "An insurance code takes no quantity."),
    "till.no-line": ("篮子是空的：先扫药品。", "The basket is empty: scan an item first."),
    "till.no-payer-yet": ("还没有参保人：按 F3，或直接扫医保码。", "Nobody pays yet: press F3, or scan the code."),
    "till.not-medical": (
        "{name} 不是医药用品，不能走医保。Ctrl+T 转为自费现金。",
        "{name} is no medical item and cannot be paid by insurance. Ctrl+T splits it off as private cash.",
    ),
    "till.only-private": (
        "只有自费商品：模拟器不记自费账，请直接收现金。",
        "Only private goods are left: the simulator books no private sale; take cash.",
    ),
    "till.split-done": ("已转自费现金 {amount}（不入账）。", "Split off as private cash: {amount} (not booked)."),
    "till.unsplit-done": ("已并回医保单。", "Put back into the insurance sale."),
    "till.outcome-open": (
        "上一次结算结果未知：先按 F9 重试或冲正。",
        "The outcome of this settlement is unknown: F9 first, to retry or reverse.",
    ),
    "till.scan-again": ("请重新扫码", "scan again"),
    "till.language-now": ("界面语言：中文", "Language: English"),
    # quantity, questions, menu
    "till.quantity-title": ("数量", "Quantity"),
    "till.quantity-of": ("{name} 的数量（大于 0，至多 9999）", "Quantity of {name} (above 0, at most 9999)"),
    "till.clear-question": ("清空整单？", "Clear the whole sale?"),
    "till.leave-question": ("离开收银台？", "Leave the till?"),
    "till.leave-open-sale": ("离开收银台？篮中 {lines} 行不会保留。", "Leave the till? The {lines} lines in the basket are not kept."),
    "till.leave-open-outcome": (
        "离开收银台？有一笔结算结果未知，请先重试或冲正。",
        "Leave the till? The outcome of a settlement is unknown: better retry or reverse it first.",
    ),
    "till.refund-question": (
        "退费 {number}，{holder}，合计 {total}，退现金 {cash}？",
        "Refund {number}, {holder}, total {total}, cash back {cash}?",
    ),
    "menu.title": ("菜单", "Menu"),
    "menu.language": ("语言：改为 English", "Language: to 中文"),
    "menu.theme": ("主题：{theme}", "Theme: {theme}"),
    "menu.theme-gongji-dark": ("深色", "dark"),
    "menu.theme-gongji-light": ("浅色", "light"),
    "menu.theme-gongji-contrast": ("高对比度", "high contrast"),
    "menu.prescription": ("处方：{now}", "Prescription: {now}"),
    "menu.account": ("账户：{now}", "Account: {now}"),
    "menu.split": ("非医药品转自费现金 / 并回", "Split non-medical goods off / put back"),
    "menu.clear": ("清空整单", "Clear the sale"),
    "menu.forget": ("取消参保人", "Take the payer away"),
    "menu.credential": ("出示医保码", "Show a code"),
    "menu.family": ("家庭：亲情账户与共济授权", "Family: bindings and grants"),
    "menu.journal": ("流水与退费", "Journal and refunds"),
    "menu.help": ("帮助", "Help"),
    "menu.leave": ("离开收银台", "Leave the till"),
    # settling
    "settle.title": ("结算", "Settle"),
    "settle.holder": ("持码人（记谁的账）", "Holder (whose settlement)"),
    "settle.presenter": ("出示人（亲情账户）", "Presenter (family account)"),
    "settle.self": ("本人出示", "shows the own code"),
    "settle.presenter-pays-nothing": ("只出示，不因此付钱", "shows it; pays nothing by that"),
    "settle.class-sum": ("  其中{name}", "  of it {name}"),
    "settle.draw": ("共济 {name}", "Aid {name}"),
    "settle.no-draw": ("家庭共济", "Mutual aid"),
    "settle.adds-up": ("合计 {total} ✓", "Sum {total} ✓"),
    "settle.passed-over": ("未动用的共济", "Pools passed over"),
    "settle.cash-due": ("现金应收", "CASH DUE"),
    "settle.private": ("含自费 {amount}（不入账）", "with private {amount} (not booked)"),
    "settle.tendered": ("实收", "Tendered"),
    "settle.change": ("找零", "Change"),
    "settle.asking": ("正在预结算……", "Asking for the figures ..."),
    "settle.booking": ("正在结算……", "Settling ..."),
    "settle.agree": ("请核对。F9 或 Enter 确认支付。", "Please check. F9 or Enter agrees to these figures."),
    "settle.changed": (
        "金额已变（旧 → 新），请重新核对，再按 F9 确认。",
        "The figures have changed (old → new). Check again, then F9 agrees.",
    ),
    "settle.unknown": (
        "没有收到回执，结果未知。F9 用同一流水号重试（不会重复扣款），F7 冲正。",
        "No reply came; the outcome is unknown. F9 retries with the same key (never charged twice), F7 reverses.",
    ),
    "settle.not-an-amount": ("实收“{text}”不是金额。", "“{text}” is no amount of money."),
    "settle.too-little": ("实收 {tendered} 少于应收 {due}。", "Tendered {tendered} is less than the {due} due."),
    "settle.too-much": ("找零会达到 {change}，请核对实收。", "The change would be {change}: check what was tendered."),
    "settle.finish-first": ("先完成这一单（F9），或按 Esc 返回。", "Finish this sale first (F9), or go back with Esc."),
    "settle.reversed": ("已冲正：{number}。没有扣款，请重新扫码。", "Reversed: {number}. Nothing is charged; scan a fresh code."),
    "settle.nothing-there": (
        "账上没有这一笔，未扣款。请重新扫码。",
        "Nothing stands in the books; nothing was charged. Scan a fresh code.",
    ),
    "settle.other-holder": ("换了参保人：{name}。请重新核对。", "Another holder now: {name}. Please check again."),
    "till.why-not-asked": ("须点名使用", "must be asked for"),
    "till.why-account-off": ("账户已关", "account off"),
    "till.why-not-covered": ("不含此类就医", "care not covered"),
    "till.why-authoriser-suspended": ("医保暂停", "suspended"),
    "till.why-authoriser-no-account": ("没有账户", "no account"),
    "till.why-other-region": ("不同统筹区", "other region"),
    "till.why-other-province": ("跨省", "other province"),
    "till.why-limit-used-up": ("限额已用完", "limit used up"),
    "till.why-reserve": ("须留底", "reserve kept"),
    "till.why-no-prior-year": ("无历年余额", "no prior-year money"),
    "till.why-no-balance": ("余额为零", "empty"),
    "till.why-other-authoriser": ("一次只用一人", "one at a time"),
    "till.why-nothing-left-to-pay": ("已付清", "all paid"),
    "till.reasons-title": ("为什么是这些金额", "Why these figures"),
    # journal
    "journal.title": ("流水", "Journal"),
    "journal.box": ("结算号：输入或扫描", "Settlement number: type or scan"),
    "journal.number": ("结算号", "Number"),
    "journal.time": ("时间", "Time"),
    "journal.event": ("类别", "What"),
    "journal.holder": ("参保人", "Holder"),
    "journal.total": ("总额", "Total"),
    "journal.cash": ("现金", "Cash"),
    "journal.empty": ("还没有记录。", "There are no records yet."),
    "journal.none": ("没有结算号为 {number} 的记录。", "There is no record with the number {number}."),
    "journal.refunded": ("已退费：{number}，退现金 {cash}。", "Refunded: {number}, cash back {cash}."),
    "journal.found": ("{count} 条", "{count} records"),
    # receipt
    "receipt.screen": ("小票", "Receipt"),
    "receipt.saved": ("已结算 {number}。小票已存：{file}", "Settled: {number}. The receipt is in {file}"),
    "receipt.saved-undo": ("已记账 {number}。单据已存：{file}", "Booked: {number}. The slip is in {file}"),
    "receipt.not-saved": ("已结算 {number}，但小票没有存下：{why}", "Settled: {number}, but the receipt was not saved: {why}"),
    "receipt.title-sale": ("医保结算单（模拟）", "Insurance receipt (simulated)"),
    "receipt.title-refund": ("退费单（模拟）", "Refund (simulated)"),
    "receipt.title-reversal": ("冲正单（模拟）", "Reversal (simulated)"),
    "receipt.title-premium": ("居民医保缴费单（模拟）", "Resident premium (simulated)"),
    "receipt.copy": ("【副本】", "[COPY]"),
    "receipt.number": ("结算号", "Settlement"),
    "receipt.undoes": ("原结算号", "Undoes"),
    "receipt.time": ("时间  ", "Time      "),
    "receipt.holder": ("参保人", "Holder    "),
    "receipt.shown-by": ("出示人", "Shown by  "),
    "receipt.family-account": ("（亲情账户）", "(family account)"),
    "receipt.care": ("类别  ", "Care      "),
    "receipt.own-after": ("个人账户余额", "Own account now"),
    "receipt.private": ("自费商品（现金，不入医保账）", "Private goods (cash, not booked)"),
    "receipt.private-total": ("自费合计", "Private total"),
    "receipt.cash-due": ("现金合计", "Cash in all"),
    "receipt.tendered": ("实收", "Tendered"),
    "receipt.change": ("找零", "Change"),
    "receipt.edition": ("政策版本", "Policy edition"),
    "receipt.marks": ("依据标记", "Marks of its figures:"),
    "receipt.simulation": ("模拟数据，不是真实结算。", "A simulation, not a real settlement."),
    # help
    "help.title": ("帮助", "Help"),
    "help.text": (
        """输入行
  条码、国家编码、短码、拼音首字母、拼音、中英文名称，Enter 加入；同一商品再扫一次数量加一
  3*amox 三件      *5 把当前行改为 5 件      空行按 / 查药，按 ? 看帮助，按 Delete 删行
  扫医保码（28 位数字）即识别参保人，在任何画面都可以扫

按键
  F1 帮助          F2 查药（查价不加药）   F3 读医保码：摄像头、图片、扫码枪
  F4 数量          F5 处方 有/无           F6 账户 用/不用/点名共济
  F7 删行          F8 流水与退费           F9 结算（再按一次确认）
  F12 菜单         Ctrl+T 非医药品转自费   Ctrl+L 中文/English
  上下、翻页 选行  Esc 返回一步，不丢内容  Ctrl+Q 离开

结算
  左边是费用构成，右边是谁付：█ 统筹基金  ▓ 个人账户  ▒ 家庭共济  ░ 现金
  持码人是记账的人；经亲情账户出示时，出示人只出示，不因此付钱
  F2 或 ? 逐条说明每个金额的理由、出处与标记：S 有出处  s 出处较弱  I 推断  A 假设
  结果未知时用同一流水号重试，绝不会重复扣款

全部为模拟数据，不是真实结算。""",
        """The entry line
  Bar code, national code, short code, pinyin or its initials, Chinese or English name; Enter adds it
  The same item again makes one more      3*amox three of it      *5 makes the line under the cursor 5
  On an empty line: / finds, ? helps, Delete voids the line
  Scanning an insurance code (28 digits) identifies the payer, on any screen

Keys
  F1  Help            F2  Find (price check)       F3  Read a code: camera, picture, scanner
  F4  Quantity        F5  Prescription yes/no      F6  Account: use / off / ask for mutual aid
  F7  Void the line   F8  Journal and refunds      F9  Pay (again to agree)
  F12 Menu            Ctrl+T  Split goods off      Ctrl+L  Language
  Up, Down, Page: the line         Esc: one step back, nothing is lost         Ctrl+Q: leave

Settling
  On the left the costs, on the right who pays: █ fund  ▓ own account  ▒ mutual aid  ░ cash
  The holder is whose settlement it is; a presenter only shows the code through the family account
  F2 or ? gives the reason, source and mark of each figure: S sourced  s weak  I inferred  A assumed
  Outcome unknown: retry with the same key; nothing is ever charged twice

All of it is simulation; nothing here is a real settlement.""",
    ),
    # the end
    "till.crashed": (
        "收银台出错，已停止。详情见 {file}。账本未受影响。",
        "The till failed and has stopped. Details are in {file}. The books are unharmed.",
    ),
}
