"""What is drawn into pictures and printed on sheets."""

TABLE = {
    "card.title": ("医保电子凭证", "Medical insurance code"),
    "card.until": ("有效至 {until}", "valid until {until}"),
    "card.refresh": ("每 {seconds} 秒换新码", "a new code every {seconds} s"),
    "card.own": ("本人手机出示", "shown on the holder's own phone"),
    "card.shown": ("由 {owner} 的手机代为展示，不动用其资金", "shown on the phone of {owner}: no money of theirs"),
    "card.simulation": ("模拟样例，不作真实结算", "A simulation. Settles nothing real"),
    "sheet.title": ("共济测试码", "gongji test codes"),
    "sheet.person": (
        "编号 {person} · 参保地 {region} · {insurance} · {status} · 凭证{credential}",
        "Id {person} · insured in {region} · {insurance} · {status} · credential {credential}",
    ),
    "sheet.account": ("个人账户 {account} 元", "Personal account: {account} yuan"),
    "sheet.no-account": ("没有个人账户", "No personal account"),
    "sheet.shown-by": ("亲情账户：{owner} 的手机可出示此人的码", "Family account: the phone of {owner} may show this code"),
    "sheet.paid-by": ("家庭共济：{authoriser} 的账户为其支付", "Mutual aid: the account of {authoriser} pays for this person"),
    "sheet.try": (
        "试一试：在收银台加几件商品后扫下面的码；过期后用 gongji qr {person} 换新码。",
        "Try: add items at the till and scan a code below; when it has expired, gongji qr {person} issues another.",
    ),
    "sheet.try-refused": ("试一试：应被拒绝（{code}）：{reason}", "Try: this is refused ({code}). {reason}"),
    "sheet.expires": (
        "医保码到时即失效，印在纸上也一样；过期后再扫，用来看过期码如何被拒绝。",
        "A credential expires on paper as it does on a phone; scanned after that, it shows how an expired one is refused.",
    ),
    "sheet.items": ("商品条码", "Bar codes of items"),
    "sheet.items-how": ("扫一次加一件；先输 3* 再扫为三件。", "A scan adds one; type 3* before it for three."),
    "sheet.traces-how": (
        "药品追溯码（编造）：先加商品 {item}，光标在该行时每盒扫一个；同一码只能售出一次。",
        "Drug trace codes, made up: add {item}, then scan one a pack with the cursor on its line; each is sold once.",
    ),
}
