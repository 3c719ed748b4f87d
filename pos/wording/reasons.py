"""Beside a reason: what would have let a pool pay, where a figure comes from, and the sums as the bureau reports them."""

TABLE = {
    "remedy.not-asked": ("结算时点名使用共济（标志 2）即可。", "Ask for mutual aid by name (flag 2)."),
    "remedy.account-off": ("打开账户支付即可。", "Switch the account on."),
    "remedy.not-covered": ("授权和当地政策都须包含{care_word}。", "Grant and edition would have to cover {care_word} care."),
    "remedy.authoriser-suspended": ("授权人恢复参保即可。", "The authoriser's insurance would have to be restored."),
    "remedy.authoriser-no-account": (
        "只有职工医保才有个人账户，须由别的近亲属授权。",
        "Only an employee has an account to share: another relative would have to grant.",
    ),
    "remedy.other-region": (
        "双方须参保于同一统筹区。",
        "Both would have to be insured in the same region.",
    ),
    "remedy.other-province": (
        "授权人、持码人、机构须在同省；跨省须经医保钱包转账。",
        "Authoriser, holder and institution would have to be in one province; across provinces the wallet is the way.",
    ),
    "remedy.limit-used-up": (
        "限额 {limit} 元已用 {used} 元，{since} 起重新计{enough}。",
        "{used} of the limit of {limit} is used; it is whole again from {since}{enough}.",
    ),
    "remedy.reserve": (
        "余额 {balance} 元须多于保留的 {reserve} 元{enough}。",
        "The balance of {balance} would have to exceed the reserve of {reserve}{enough}.",
    ),
    "remedy.no-prior-year": (
        "{since} 起，当年余额（现共 {balance} 元）转为历年余额，即可共济。",
        "On {since} what is left of the balance of {balance} rolls over into prior-year money and may be shared.",
    ),
    "remedy.no-balance": ("账户须有余额{enough}。", "There would have to be money in it{enough}."),
    "remedy.other-authoriser": (
        "本地一次结算只用一位授权人；可用多位时才会轮到。",
        "This edition draws on one authoriser a settlement; with several it would have been drawn on.",
    ),
    "remedy.nothing-left-to-pay": (
        "本人账户和排在前面的共济已付清；排得更前才会轮到。",
        "The own account and the pools before it paid all; only a place further ahead would reach it.",
    ),
    "remedy.no-grant": ("须有共济授权{enough}{refused_words}。", "It takes a grant{enough}{refused_words}."),
    "enough.limit-used-up": ("，或把限额提到至少 {at_least} 元", ", or a limit of at least {at_least} is set"),
    "enough.reserve": ("，有 {at_least} 元就够", ": {at_least} would do"),
    "enough.no-balance": ("，有 {at_least} 元就够", ": {at_least} would do"),
    "enough.no-grant": ("，限额至少 {at_least} 元", " of at least {at_least}"),
    "reasons.refused": ("，但现在备案会被拒绝（{refused}）", ", but filing it would be refused ({refused})"),
    "reasons.outcome": (
        "那样本可由此付 {paid} 元，现金由 {cash} 元变为 {cash_then} 元。",
        "Then {paid} would have come from here, and the cash would be {cash_then} instead of {cash}.",
    ),
    "reasons.outcome-same": (
        "那样本可由此付 {paid} 元，现金仍为 {cash} 元。",
        "Then {paid} would have come from here instead, and the cash would still be {cash}.",
    ),
    "reasons.edition-unknown": (
        "当时所用的政策版本不在此处：出处标题从略，用 --edition 文件 指明。",
        "The edition it was settled under is not known here, so titles are left out: name its file with --edition.",
    ),
    "reasons.still": ("即便如此也付不了：{still}。", "Even then nothing would have come from here: {still}."),
    "reasons.ground": ("［{key} {mark}］", " [{key} {mark}]"),
    "reasons.sources": ("出处", "Sources"),
    "reasons.source": ("{key}  {mark} = {mark_word}  {title}", "{key}  {mark} = {mark_word}  {title}"),
    "reasons.reported": ("医保局口径", "As the bureau reports it"),
    "reported.total": ("费用总额", "Total"),
    "reported.fund_sum": ("基金支付总额", "Fund sum"),
    "reported.account_sum": ("账户支付", "Account sum"),
    "reported.mutual_aid": ("共济支付", "Mutual aid"),
    "reported.personal": ("个人负担", "Personal part"),
    "reported.cash": ("现金", "Cash"),
    "reported.in-fund-sum": ("（含账户支付）", " (accounts inside)"),
    "reported.in-account-sum": ("（在账户支付之内）", " (inside the account sum)"),
    "bound.presenter": ("只出示了医保码", "who showed the code"),
    "bound.owner": ("亲情账户可代为展示", "whose family account may show the code"),
    "bound.member": ("是持码人亲情账户的成员", "a member of the holder's family account"),
    "order.filing": ("按备案先后", "in the order of filing"),
    "order.rank": ("按设定次序", "in the order that was set"),
    "order.largest-balance": ("余额大者先用", "the largest balance first"),
    "order.last-bound": ("后备案者先用", "the last one filed first"),
}
