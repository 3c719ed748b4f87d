"""Step rule -> the reason in a sentence. Money facts arrive as yuan under the name without `_fen`; `where` is the source and its mark, or empty."""

TABLE = {
    "rule.off-catalogue": ("第 {line} 行 {name} 为丙类，全额自费", "Line {line}, {name}, is class C: wholly off the catalogue"),
    "rule.over-limit": (
        "第 {line} 行 {name} 超过限价 {limit} 元的部分（{quantity} × 限价之外）自费",
        "Line {line}, {name}: what lies above the price limit of {limit} x {quantity} is the patient's",
    ),
    "rule.first-share": (
        "第 {line} 行 {name} 为乙类，先自付 {base} 元的 {share_percent}",
        "Line {line}, {name}, is class B: a first share of {share_percent} of {base} is the patient's",
    ),
    "rule.in-scope": ("{lines} 行中符合政策范围的费用合计", "What is left in scope of the {lines} line(s)"),
    "rule.no-prescription": (
        "没有电子处方，药店自主购药：统筹基金不支付",
        "No electronic prescription: the fund does not pay at a pharmacy",
    ),
    "rule.no-benefit": (
        "{edition} 对{insurance_word}在{level_word}的{care_word}没有统筹待遇",
        "{edition} has no fund benefit for {insurance_word} / {care_word} at a {level_word} institution",
    ),
    "rule.account-first": (
        "先用个人账户支付，之后才计起付线（余额 {balance} 元）{where}",
        "The own account is spent before the deductible starts (balance {balance}){where}",
    ),
    "rule.deductible": (
        "起付线 {deductible} 元（{level_word}，{counting_word}），本期已付 {paid} 元，还剩 {left} 元{where}",
        "Deductible {deductible} ({level_word}, {counting_word}); {paid} borne so far, {left} left{where}",
    ),
    "rule.fund-ratio": (
        "起付线以上 {covered} 元，统筹基金支付 {ratio_percent}{unfiled}{where}",
        "The fund pays {ratio_percent} of the {covered} above the deductible{unfiled}{where}",
    ),
    "rule.fund-tiers": (
        "起付线以上 {covered} 元分段支付：{tiers}{unfiled}{where}",
        "The fund pays the {covered} above the deductible by tiers: {tiers}{unfiled}{where}",
    ),
    "rule.fund-tiers-whole": (
        "范围内费用全额分段，起付线 {deductible} 元占最低段；其上 {covered} 元分段支付：{tiers}{unfiled}{where}",
        "Tiers over all that is in scope, the deductible of {deductible} lowest; the fund pays the {covered} above it: {tiers}{unfiled}{where}",
    ),
    "rule.ceiling": (
        "年度最高支付限额 {ceiling} 元，已用 {used} 元，只剩 {left} 元，超出部分转个人{where}",
        "Yearly ceiling {ceiling}, {used} used, {left} left: what lies above is the patient's{where}",
    ),
    "rule.off-catalogue-cash": (
        "当地个人账户不支付全自费部分，付现金{where}",
        "The account does not pay off-catalogue items here: cash{where}",
    ),
    "rule.own-account": ("本人个人账户余额 {balance} 元，应付 {payable} 元", "Own account: balance {balance}, {payable} to pay"),
    "rule.account-off": ("不使用个人账户，也不使用家庭共济", "The account is switched off, and mutual aid with it"),
    "rule.mutual-aid": (
        "{name}（{authoriser}）的共济账户支付（{order_word}）：余额 {balance} 元，可用 {room} 元{kept}{limit_words}{where}",
        "From the pool of {name} ({authoriser}), {order_word}: balance {balance}, {room} may be drawn{kept}{limit_words}{where}",
    ),
    "rule.passed-over-not-asked": (
        "{name} 的共济未动用：当地须点名使用",
        "The pool of {name} was left alone: here mutual aid must be asked for",
    ),
    "rule.passed-over-account-off": (
        "{name} 的共济未动用：已关闭账户支付",
        "The pool of {name} was left alone: the account is switched off",
    ),
    "rule.passed-over-not-covered": (
        "{name} 的共济未动用：授权不含此类就医",
        "The pool of {name} was left alone: this care is not covered",
    ),
    "rule.passed-over-authoriser-suspended": (
        "{name} 的共济未动用：授权人医保已暂停",
        "The pool of {name} was left alone: the authoriser's insurance is suspended",
    ),
    "rule.passed-over-authoriser-no-account": (
        "{name} 的共济未动用：授权人没有个人账户",
        "The pool of {name} was left alone: the authoriser has no account",
    ),
    "rule.passed-over-other-region": (
        "{name} 的共济未动用：不在同一统筹区",
        "The pool of {name} was left alone: insured in another region",
    ),
    "rule.passed-over-other-province": (
        "{name} 的共济未动用：跨省不能直接共济",
        "The pool of {name} was left alone: another province is involved",
    ),
    "rule.passed-over-limit-used-up": (
        "{name} 的共济未动用：年度授权限额 {limit} 元已用完",
        "The pool of {name} was left alone: its yearly limit of {limit} is used up",
    ),
    "rule.passed-over-reserve": (
        "{name} 的共济未动用：须保留 {reserve} 元",
        "The pool of {name} was left alone: a reserve of {reserve} stays with the authoriser",
    ),
    "rule.passed-over-no-prior-year": ("{name} 的共济未动用：没有历年余额", "The pool of {name} was left alone: no prior-year balance"),
    "rule.passed-over-no-balance": ("{name} 的共济未动用：余额为零", "The pool of {name} was left alone: it is empty"),
    "rule.passed-over-other-authoriser": (
        "{name} 的共济未动用：一次只用一位授权人",
        "The pool of {name} was left alone: one authoriser a settlement",
    ),
    "rule.passed-over-nothing-left-to-pay": ("{name} 的共济未动用：已付清", "The pool of {name} was left alone: nothing is left to pay"),
    "rule.passed-over-no-grant": (
        "{name} 未授权共济（{bound_word}）：亲情账户不动钱",
        "No grant from {name}, {bound_word}: a family account moves no money",
    ),
    "rule.cash": ("其余由个人现金支付（个人负担共 {burden} 元）", "The rest is cash (own burden {burden} in all)"),
    "rule.refund": ("退还结算 {settlement}，每分钱回到原付账户", "Refund of {settlement}: every fen goes back to the account that paid it"),
    "rule.reversal": (
        "冲正结算 {settlement}，每分钱回到原付账户",
        "Reversal of {settlement}: every fen goes back to the account that paid it",
    ),
    "rule.remaining": (
        "结算 {settlement} 部分退货后余下的部分，按首次结算日的政策和年度重新计算",
        "What remains of settlement {settlement} after a partial return, by the policy and the year of the day of the first sale",
    ),
    "rule.premium": ("居民医保费（{kind}）由 {name} 的个人账户全额支付", "Resident premium ({kind}), paid wholly by the account of {name}"),
    "rule.unfiled": ("（未备案，已减 {percent}）", " (not filed: {percent} taken off)"),
    "rule.where": ("［{source}·{mark_word}］", " [{source}, {mark_word}]"),
    "rule.limit": ("，年度限额 {limit} 元已用 {used} 元", ", {used} of a yearly limit of {limit} used"),
    "counting.none": ("不计", "not counted"),
    "counting.per-visit": ("按次", "per visit"),
    "counting.annual": ("年度累计", "a year"),
    "counting.annual-top-up": ("年度一次，就高补差", "once a year, topped up"),
    "counting.per-institution-year": ("按机构年度", "per institution and year"),
    "counting.quarter": ("按季度", "a quarter"),
    "counting.month": ("按月", "a month"),
}
