"""Refusal code -> what happened and what to do. The code itself is printed beside it."""

TABLE = {
    "refusal.credential-unknown": (
        "没有这张医保码。请参保人刷新后重新出示。",
        "No such code was issued. Ask the patient to refresh it and show it again.",
    ),
    "refusal.credential-expired": (
        "二维码已过期（已显示 {age_seconds} 秒，有效 {valid_seconds} 秒）。请参保人刷新后重扫，购物篮不变。",
        "The code has expired ({age_seconds} s old, valid for {valid_seconds} s). Ask for a fresh one and scan again; the basket stays.",
    ),
    "refusal.credential-used": (
        "这张医保码已经用过一次。请参保人刷新后重扫。",
        "This code has been used once already. Ask the patient for a fresh one.",
    ),
    "refusal.credential-inactive": (
        "{person} 的医保电子凭证未激活。请先在手机上激活。",
        "The credential of {person} is not activated. It must be activated on the phone first.",
    ),
    "refusal.credential-frozen": (
        "{person} 的医保电子凭证已冻结。请联系医保经办机构。",
        "The credential of {person} is frozen. The insurance office must release it.",
    ),
    "refusal.not-a-credential": (
        "请使用医保电子凭证二维码：应为 28 位数字，读到的是 {length} 个字符的其他内容。",
        "Please use the medical-insurance code: it holds 28 digits; what was read holds {length} characters of something else.",
    ),
    "refusal.person-suspended": (
        "{person} 的医保待遇已暂停。可改为自费。",
        "The insurance of {person} is suspended. Sell for cash instead.",
    ),
    "refusal.institution-not-designated": (
        "{institution} 不是定点机构或协议已暂停，不能医保结算。",
        "{institution} is not designated, or its agreement is suspended: no insurance sale here.",
    ),
    "refusal.non-medical-item": (
        "第 {line} 行 {name}（{item}）不是医药用品，不能与医保同单结算。请拆单自费。",
        "Line {line}, {name} ({item}), is no medical item and may not stand in an insurance sale. Split it into a private sale.",
    ),
    "refusal.zero-line": (
        "第 {line} 行 {name}（{item}）金额为零。请改数量或删行。",
        "Line {line}, {name} ({item}), amounts to nothing. Change its quantity or void it.",
    ),
    "refusal.empty-basket": ("购物篮是空的。请先扫药品。", "The basket is empty. Scan an item first."),
    "refusal.trace-code-missing": (
        "第 {line} 行 {name}（{item}）缺追溯码：需 {packs} 个，有 {given} 个。请逐盒扫码。",
        "Line {line}, {name} ({item}), needs the trace codes of {packs} pack(s); {given} were given. Scan each pack.",
    ),
    "refusal.trace-code-sold": (
        "第 {line} 行 {name}（{item}）的追溯码 {trace} 已售出{sold}。疑似回流药，请换一盒。",
        "Line {line}, {name} ({item}): the pack with trace code {trace} is sold already{sold}. Possibly a resale; take another pack.",
    ),
    "trace-code.sold-before": (
        "（{settlement}，{at_minute}，{place}（{institution}））",
        " ({settlement}, {at_minute}, {place} ({institution}))",
    ),
    "trace-code.sold-here": ("（本单第 {first_line} 行）", " (line {first_line} of this sale)"),
    "refusal.family-limit": (
        "{owner} 的亲情账户最多绑定 {most} 人。请先解绑一人。",
        "{owner} may show the codes of {most} people at most. Unbind one first.",
    ),
    "refusal.not-bound": (
        "{owner} 的亲情账户没有绑定 {member}。请先绑定，或出示本人码。",
        "{owner} has no family account for {member}. Bind first, or show the own code.",
    ),
    "refusal.relation-not-allowed": (
        "关系“{relation}”不在当地共济范围内（{authoriser} → {beneficiary}）。",
        "The relation “{relation}” is outside the circle of mutual aid here ({authoriser} to {beneficiary}).",
    ),
    "refusal.grant-exists": (
        "{authoriser} 已授权 {beneficiary}。如需更改，先撤销再授权。",
        "{authoriser} has already granted {beneficiary}. To change it, revoke first.",
    ),
    "refusal.grant-limit-reached": (
        "{authoriser} 最多授权 {most} 人。请先撤销一人。",
        "{authoriser} may grant {most} people at most. Revoke one first.",
    ),
    "refusal.single-authoriser": (
        "{beneficiary} 最多接受 {most} 人的共济授权。",
        "{beneficiary} may hold grants of {most} authoriser(s) at most.",
    ),
    "refusal.mutual-binding": (
        "{beneficiary} 已授权 {authoriser}，不能互相授权。",
        "{beneficiary} has granted {authoriser}: granting each other is not allowed here.",
    ),
    "refusal.authoriser-has-no-account": (
        "授权人无有效账户：{authoriser} 不是职工医保参保人。",
        "The authoriser has no account: {authoriser} is not insured as an employee.",
    ),
    "refusal.no-grant": (
        "{authoriser} 没有给 {beneficiary} 有效的共济授权。",
        "There is no grant in force from {authoriser} to {beneficiary} that covers this.",
    ),
    "refusal.order-fixed": (
        "当地共济顺序固定（{order_word}），不能为 {beneficiary} 另排。",
        "The order of authorisers is fixed here ({order_word}) and cannot be set for {beneficiary}.",
    ),
    "refusal.insufficient-account": (
        "{authoriser} 的个人账户可用 {room} 元，不足以缴 {premium} 元。居民医保费须一次足额，不能混合现金。",
        "The account of {authoriser} can give {room} yuan, less than the premium of {premium}. A premium is paid wholly from one account.",
    ),
    "refusal.not-resident-insured": (
        "{person} 不是城乡居民医保参保人，不缴居民医保费。",
        "{person} is not insured as a resident: no resident premium is due.",
    ),
    "refusal.key-conflict": (
        "流水号 {key} 已用于另一笔内容不同的结算（{settlement}）。请换新流水号。",
        "Key {key} belongs to another settlement with other content ({settlement}). Use a new key.",
    ),
    "refusal.nothing-returned": (
        "没有写明 {settlement} 退回哪些商品。请至少写一行；整单退请用退费。",
        "Nothing of {settlement} is named that comes back. Name at least one line; to give it all back, refund it.",
    ),
    "refusal.not-in-sale": (
        "结算 {settlement} 里没有商品 {item}。请核对小票。",
        "Settlement {settlement} holds no item {item}. Check the receipt.",
    ),
    "refusal.more-than-sold": (
        "{name}（{item}）要退 {quantity}，而 {settlement} 只有 {held}。请改数量。",
        "{quantity} of {name} ({item}) are to come back, but {settlement} holds {held}. Change the quantity.",
    ),
    "refusal.trace-code-mismatch": (
        "退回 {quantity} 的 {name}（{item}），写了 {given} 个追溯码，与 {settlement} 售出的各盒对不上。请逐盒扫退回的药，只扫这些。",
        "{quantity} of {name} ({item}) come back with {given} trace code(s), not those of as many packs of {settlement}. Scan each that does.",
    ),
    "refusal.return-is-final": (
        "流水号 {key} 是一次退货（{settlement}），退货不能冲正。请用同一流水号重试，或把余下的退费。",
        "Key {key} is that of a return ({settlement}), which is not reversed. Repeat it with the same key, or refund what remains.",
    ),
    "refusal.already-signed-in": (
        "{institution} 已由 {operator} 签到（{sign_no}，{at_minute}）。请先签退。",
        "{operator} ({sign_no}, {at_minute}) is signed in at {institution} already. Sign out first.",
    ),
    "refusal.not-signed-in": (
        "{institution} 没有人签到，无从签退。请先签到。",
        "Nobody is signed in at {institution}, so there is nothing to sign out of. Sign in first.",
    ),
    "refusal.nothing-to-plant": (
        "{institution} 这一天没有可做“{kind}”差异的结算：要有本台记下、还没有做过差异的一笔。请先结算一笔。",
        "{institution} has no sale of that day to plant “{kind}” on: one that the till noted and that bears no difference yet. Sell something first.",
    ),
    "refusal.already-refunded": ("{settlement} 已退费（{by}），不能重复。", "{settlement} has been refunded already ({by})."),
    "refusal.already-reversed": ("{settlement} 已冲正（{by}），不能重复。", "{settlement} has been reversed already ({by})."),
    "refusal.unknown-settlement": ("没有这笔结算。请核对单号或流水号。", "There is no such settlement. Check the number or key."),
    "refusal.figures-changed": (
        "金额已变化：现金由 {agreed_cash} 元变为 {cash} 元。请重新确认。",
        "The figures have changed: cash {agreed_cash} is now {cash} yuan. Please agree again.",
    ),
    "refusal.amount-too-large": (
        "第 {line} 行 {name}（{item}）后总额超过上限 {largest} 元。",
        "With line {line}, {name} ({item}), the total passes the largest amount, {largest} yuan.",
    ),
    "refusal.no-edition": (
        "参保地 {region} 在 {day} 没有有效的政策版本。可用 gongji policy list 查看。",
        "No policy edition of region {region} is in force on {day}. See: gongji policy list",
    ),
    "refusal.wrong-pin": ("{person} 的密码不对或未输入，未结算。", "The PIN of {person} is wrong or missing; nothing was settled."),
    "refusal.wallet-same-province": (
        "{sender} 与 {recipient} 同省参保，不用医保钱包：在省内授权共济即可。",
        "{sender} and {recipient} are insured in the same province: no wallet transfer is needed there, grant mutual aid instead.",
    ),
    "refusal.wallet-closed": (
        "现在是 {at}，{closed_from} 至 {closed_until} 不能转账。请在 {closed_until} 之后再转。",
        "It is {at}: nothing is sent from {closed_from} to {closed_until}. Send it after {closed_until}.",
    ),
    "refusal.wallet-amount": (
        "转账 {amount} 元超过每笔上限 {most} 元。请分笔。",
        "{amount} yuan is more than one transfer may be, {most}. Send it in parts.",
    ),
    "refusal.wallet-transfers-a-day": (
        "{sender} 今天已转出 {most} 笔，达到每日上限。请明天再转。",
        "{sender} has sent {most} transfers today, which is the most. Send it tomorrow.",
    ),
    "refusal.wallet-account": (
        "{sender} 的个人账户余额 {balance} 元，不足以转出 {amount} 元。请减少金额。",
        "The account of {sender} holds {balance} yuan, less than the {amount} to be sent. Send less.",
    ),
    "refusal.unknown-transfer": (
        "没有编号为 {transfer} 的转账。可用 gongji wallet show 查看。",
        "There is no transfer with the number {transfer}. See: gongji wallet show",
    ),
    "refusal.transfer-ended": (
        "转账 {transfer} 已接收或已退回（{by}），不能再接收。请转出人重新转账。",
        "Transfer {transfer} was accepted or has gone back ({by}) and cannot be accepted. Ask the sender to send anew.",
    ),
    "refusal.outcome-unknown": (
        "没有收到回执，结果未知。请查询、用同一流水号重试，或冲正；不要另开新单。",
        "No reply came; the outcome is unknown. Query the key, try again with it, or reverse it; do not start a new sale.",
    ),
}
