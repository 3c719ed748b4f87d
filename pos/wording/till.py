"""What the till's own screens say: bars, keys, questions, help; and from the figures on, `settling`."""

from pos.wording.settling import PART

TABLE = PART | {
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
    "till.key-query": ("查询", "Query"),
    "till.key-reverse": ("冲正", "Reverse"),
    "till.key-next": ("下一单", "Next sale"),
    "till.key-on": ("继续", "Go on"),
    "till.key-refund": ("退费", "Refund"),
    "till.key-return": ("部分退", "Return"),
    "till.key-all": ("全退/不退", "All/none"),
    "till.key-fewer": ("少退", "Fewer"),
    "till.key-more": ("多退", "More"),
    "till.key-give-back": ("退货", "Give back"),
    "till.key-sign-in": ("签到", "Sign in"),
    "till.key-sign-out": ("签退", "Sign out"),
    "till.key-reconcile": ("对账", "Reconcile"),
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
        """扫码或输入即可加药。

  amox Enter      阿莫西林一盒
  3*ibu Enter     布洛芬三盒
  amxl            按拼音首字母查找

  F3   读取参保人医保码（摄像头、图片、扫码枪）
  F12  菜单：出示医保码、家庭共济、语言、主题""",
        """Scan or type to add an item.

  amox Enter      one box of amoxicillin
  3*ibu Enter     three of ibuprofen
  amxl            find by pinyin initials

  F3   read the patient's insurance code
       (camera, picture, hand scanner)
  F12  menu: show a code, family, language, theme""",
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
    "till.split-first": ("先转自费：Ctrl+T", "split off first: Ctrl+T"),
    "till.rx": ("有处方", "with Rx"),
    "till.no-rx": ("无处方", "no Rx"),
    "till.account-use": ("用账户", "use account"),
    "till.account-off": ("不用账户", "account off"),
    "till.account-ask-mutual-aid": ("点名共济", "ask for aid"),
    "till.gross": ("应收合计", "TOTAL"),
    "till.count": ("{lines} 行 {pieces} 件", "{lines} lines {pieces} pcs"),
    "till.private-part": ("含自费 {amount}", "private {amount}"),
    "till.recent": ("最近流水", "Latest"),
    "till.first-share": ("先自付 {percent}", "first share {percent}"),
    "till.limit": ("限价 {limit}", "price limit {limit}"),
    "till.private-line": ("自费现金，不走医保", "private: cash, no insurance"),
    # what happened
    "till.added": ("{name} × {quantity}", "{name} x {quantity}"),
    "till.payer-read": ("{name}，{insurance}", "{name}, {insurance}"),
    "till.not-found": (
        "没有找到“{text}”。可用条码、编码、拼音首字母或名称。",
        "Nothing found for “{text}”. Try the bar code, short code, pinyin initials or name.",
    ),
    "till.picture-elsewhere": (
        "图片的路径请按 F3 再输入：这一行只查药。",
        "A picture's path is typed after F3; this line looks for items.",
    ),
    "till.choose": ("{count} 种，上下键选择，Enter 加入，Esc 返回", "{count} found: up and down, Enter adds, Esc goes back"),
    "till.unknown-barcode": ("没有条码为 {code} 的商品。", "No item has the bar code {code}."),
    "till.trace-added": ("{name}：追溯码 {given}/{packs}", "{name}: trace codes {given}/{packs}"),
    "till.trace-again": ("这一盒的追溯码本单已扫过。", "This pack's trace code stands in this sale already."),
    "till.trace-full": ("这一行的追溯码已齐；要多卖请先改数量。", "This line has a code for each pack; change its quantity first."),
    "till.trace-count": ("追溯码 {given}/{packs}", "trace codes {given}/{packs}"),
    "till.entry-too-long": ("输入太长，已忽略。", "That is far too long to be an entry; it was left out."),
    "till.entry-control-characters": ("输入含有控制字符，已忽略。", "That holds control characters; it was left out."),
    "till.entry-quantity-out-of-range": ("数量须大于 0，至多 9999。", "A quantity is above 0 and at most 9999."),
    "till.entry-quantity-of-credential": ("医保码不能带数量。", "An insurance code takes no quantity."),
    "till.not-whole": (
        "没有找到“{text}”：{count} 位数字不是完整的码。请重扫，或输编码、名称。",
        "Nothing found for “{text}”: {count} digits are no whole code. Scan again, or type a short code or name.",
    ),
    "till.entry-damaged-scan": ("没扫完整，未采用。请重扫。", "The scan is damaged and was left out. Scan again."),
    "till.trace-no-line": (
        "这是药品追溯码：先加商品，把光标移到带追溯码的那一行再扫。",
        "That is a drug trace code: add its item, put the cursor on that line, then scan.",
    ),
    "scan.damaged": ("{count} 位，不是完整的码，未采用。请重扫。", "{count} signs are no whole code; left out. Scan again."),
    "scan.not-here": ("这里不收扫码。按 Esc 回到收银台。", "No scans here. Esc leads back to the till."),
    "till.no-line": ("篮子是空的：先扫药品。", "The basket is empty: scan an item first."),
    "till.not-medical": (
        "{name} 不是医药用品，不能走医保。Ctrl+T 转为自费现金。",
        "{name} is no medical item and cannot be paid by insurance. Ctrl+T splits it off as private cash.",
    ),
    "till.split-done": ("已转自费现金 {amount}。", "Split off as private cash: {amount}."),
    "till.outcome-open": (
        "上一次结算结果未知：先按 F9，再查询、重试或冲正。",
        "The outcome of this settlement is unknown: F9 first, to query, retry or reverse.",
    ),
    "till.scan-again": ("请重新扫码", "scan again"),
    # quantity, questions, menu
    "till.quantity-title": ("数量", "Quantity"),
    "till.quantity-of": ("{name} 的数量（大于 0，至多 9999）", "Quantity of {name} (above 0, at most 9999)"),
    "till.leave-question": ("离开收银台？", "Leave the till?"),
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
    "menu.clear": ("作废整单", "Void the whole sale"),
    "menu.forget": ("取消参保人", "Take the payer away"),
    "menu.credential": ("出示医保码", "Show a code"),
    "menu.family": ("家庭：亲情账户与共济授权", "Family: bindings and grants"),
    "menu.journal": ("流水与退费", "Journal and refunds"),
    "menu.day": ("当日：对账、X 报告、历次日结", "The day: reconcile, X, closings"),
    "menu.help": ("帮助", "Help"),
    "menu.leave": ("离开收银台", "Leave the till"),
    # help
    "help.title": ("帮助", "Help"),
    "help.text": (
        """输入行
  条码、国家编码、短码、拼音或首字母、名称；Enter 加入，再扫一次加一
  3*amox 三件   *5 当前行改为 5 件   =amox 查价   20251121000014 查流水
  空行：/ 查药  ? 为什么  Delete 删行   小票码：打开这一笔，可退费
  在任何画面扫医保码（28 位数字）即识别参保人

按键
  F1 帮助         F2 查药（列表）      F3 读医保码：摄像头、图片
  F4 数量         F5 处方 有/无        F6 账户 用/不用/点名共济
  F7 删行         F8 流水与退费        F9 结算（核对后再按确认）
  F12 菜单        Ctrl+T 转自费        Ctrl+L 中文/English
  Ctrl+E 查价     Ctrl+K 挂单/取单     Ctrl+D 作废整单
  Ctrl+R 钱箱     Ctrl+F 签到、签退    日结、X、报告：菜单
  上下、翻页选行  Esc 返回，不丢内容   Ctrl+Q 离开

结算：左边费用构成，右边谁付
  █ 统筹基金   ▓ 个人账户   ▒ 家庭共济   ░ 现金
  持码人是记账的人；经亲情账户出示时，出示人只出示，不因此付钱
  F2 或 ? 说明每个金额的理由与出处：S 有出处 s 较弱 I 推断 A 假设
  结果未知时用同一流水号重试，绝不会重复扣款
全部为模拟数据，不是真实结算。""",
        """The entry line
  Bar code, national or short code, pinyin (initials), name; Enter adds one
  3*amox three of it   *5 this line to 5   =amox its price
  empty line: / find  ? why  Del void     a receipt's code: its sale, refund
  Scan an insurance code (28 digits) on any screen: that is the payer

Keys
  F1 Help          F2 Find (a list)        F3 Read a code: camera, picture
  F4 Quantity      F5 Prescription         F6 Account: use, off, ask for aid
  F7 Void line     F8 Journal, refunds     F9 Pay (check, then again: agree)
  F12 Menu         Ctrl+T Split goods off  Ctrl+L Language
  Ctrl+E Price     Ctrl+K Park / take up   Ctrl+D Void the whole sale
  Ctrl+R Drawer    Ctrl+F Sign in, out     X, closing, report: menu
  Up, Down: line   Esc back, nothing lost  Ctrl+Q Leave

Settling: costs left, who pays right
  █ fund   ▓ own account   ▒ mutual aid   ░ cash
  The holder is whose settlement it is; a presenter only shows the code
  F2 or ? the reason of each figure: S sourced s weak I inferred A assumed
  Outcome unknown: retry with the same key; nothing is charged twice
All of it is simulation; nothing here is a real settlement.""",
    ),
    # the end
    "till.crashed": (
        "收银台出错，已停止。详情见 {file}。账本未受影响。",
        "The till failed and has stopped. Details are in {file}. The books are unharmed.",
    ),
}
