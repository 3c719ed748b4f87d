"""Sentences of the phone's pages, of `gongji phone`, and of the till's screen that shows its address."""

TABLE: dict[str, tuple[str, str]] = {
    "phone.title": ("医保码（模拟）", "Insurance code (simulator)"),
    "phone.simulation": ("模拟器，不是真的医保服务", "A simulator, not the real insurance service"),
    "phone.other-language": ("English", "中文"),
    "phone.tab.code": ("医保码", "Code"),
    "phone.tab.account": ("账户", "Account"),
    "phone.tab.family": ("家庭", "Family"),
    "phone.yuan": ("{amount} 元", "{amount} yuan"),
    # the door
    "phone.enter.heading": ("请输入访问码", "Enter the access code"),
    "phone.enter.where": (
        "访问码在收款台屏幕上，或运行 gongji phone 的窗口里。",
        "It stands on the till's screen, or in the window where gongji phone runs.",
    ),
    "phone.enter.code": ("访问码", "Access code"),
    "phone.enter.open": ("进入", "Open"),
    "phone.enter.wrong": ("访问码不对，请核对后再输。", "That is not the access code: look again."),
    "phone.enter.locked": (
        "输错次数太多，已锁定。请重新运行 gongji phone，会有新的访问码。",
        "Too many wrong codes: locked. Start gongji phone anew, with a new access code.",
    ),
    # whose phone
    "phone.who.heading": ("这是谁的手机？", "Whose phone is this?"),
    "phone.who.change": ("换一个人的手机", "Play somebody else's phone"),
    # the code
    "phone.code.own": ("本人", "own"),
    "phone.code.own-code": ("本人医保码", "The holder's own code"),
    "phone.code.family": ("亲情账户：{name} 的手机代为展示，不动钱", "Family account: shown on {name}'s phone; moves no money"),
    "phone.code.alt": ("医保码二维码，请对准收款台的镜头", "The code as a QR picture: hold it to the till's camera"),
    "phone.code.left": ("{seconds} 秒后换新码", "new code in {seconds} s"),
    "phone.code.until": ("有效至 {until}", "valid until {until}"),
    "phone.code.would-be-refused": ("会被拒绝：{reason}", "Would be refused: {reason}"),
    "phone.code.lost": (
        "连不上收款台，正在重试；屏幕上的码可能已过期。",
        "The till does not answer, trying again; this code may have expired.",
    ),
    "phone.code.rule": (
        "出示谁的码，就按谁的医保结算。共济由系统自动判断，与谁的手机无关。",
        "Whose code is shown, by that person's insurance it is settled. Mutual aid follows by itself, whoever's phone it is.",
    ),
    "phone.code.open-network": (
        "本页经局域网明文传输：只用于模拟。",
        "This page crosses the local network unencrypted: for simulation only.",
    ),
    # the account
    "phone.account.none": ("没有个人账户（居民医保）。", "No personal account (resident insurance)."),
    "phone.account.prior-year": ("其中历年结余 {amount} 元", "of it from earlier years {amount} yuan"),
    "phone.account.deductible": ("今年已付起付线（元）", "Deductible borne this year (yuan)"),
    "phone.account.fund": ("今年统筹基金已付（元）", "Paid by the fund this year (yuan)"),
    "phone.account.payments": ("最近的记录", "Last payments"),
    "phone.account.no-payments": ("还没有记录。", "None yet."),
    "phone.account.drawn": ("家庭共济：{name} 用了您的账户 {amount} 元", "Mutual aid: {name} spent {amount} yuan of your account"),
    # the family
    "phone.family.aid": ("家庭共济：动钱", "Mutual aid: moves money"),
    "phone.family.aid.rule": (
        "授权家人花您个人账户的钱；撤销即时生效。",
        "A relative may spend your personal account; revoking works at once.",
    ),
    "phone.family.given": ("授权给 {name}", "Granted to {name}"),
    "phone.family.received": ("{name} 授权给我", "Granted by {name}"),
    "phone.family.used": ("今年已用 {amount}", "used this year {amount}"),
    "phone.family.limit": ("年限额 {amount}", "limit a year {amount}"),
    "phone.family.no-limit": ("不限额", "no limit"),
    "phone.family.balance": ("余额 {amount}", "balance {amount}"),
    "phone.family.accounts": ("亲情账户：只展示码，不动钱", "Family account: shows a code, moves no money"),
    "phone.family.accounts.rule": (
        "您的手机可以替家人出示医保码；花的是家人自己的待遇。",
        "Your phone may show a relative's code; what is spent is the relative's own benefit.",
    ),
    "phone.family.shows": ("可展示 {name} 的码", "May show {name}'s code"),
    "phone.family.shown-by": ("{name} 的手机可展示我的码", "{name}'s phone may show my code"),
    "phone.family.relation": ("家人是 {name} 的", "The relative is {name}'s"),
    "phone.family.grant.new": ("新授权", "New grant"),
    "phone.family.grant.do": ("授权", "Grant"),
    "phone.family.bind.new": ("绑定家人", "Bind a relative"),
    "phone.family.bind.do": ("绑定", "Bind"),
    "phone.family.revoke": ("撤销", "Revoke"),
    "phone.family.unbind": ("解绑", "Unbind"),
    # what went wrong
    "phone.forbidden": ("不允许：请回到首页重试。", "Not allowed: go back to the first page and try again."),
    "phone.not-found": ("没有这个页面。", "There is no such page."),
    "phone.bad-request": ("请求不完整或太长。", "The request is incomplete or too long."),
    "phone.trouble.back": ("回到医保码", "Back to the code"),
    # the command, and the till's screen
    "phone.serving": ("手机页面：{url}　访问码 {code}", "The phone's page: {url}   access code {code}"),
    "phone.serving.stop": ("用手机扫下面的码打开；按 Ctrl+C 结束。", "Scan the code below with a phone to open it; Ctrl+C ends it."),
    "phone.serving.loopback": (
        "只有本机能打开。要让局域网里的手机打开，请加 --lan。",
        "Only this machine can open it. For a phone on the local network add --lan.",
    ),
    "phone.screen.title": ("手机", "Phone"),
    "phone.screen.how": (
        "用手机扫左边的码，就能当作参保人的手机：出示医保码，看账户，管家庭。",
        "Scan this with a phone: it then plays the insured person's phone, showing codes, the account and the family.",
    ),
    "phone.screen.address": ("地址", "Address"),
    "phone.screen.code": ("访问码", "Access code"),
    "phone.screen.here": (
        "只有本机能打开。按 F5 让局域网里的手机也能打开。",
        "Only this machine can open it. F5 lets phones on the local network in.",
    ),
    "phone.screen.network": (
        "局域网里知道访问码的人都能打开，内容不加密：只用于模拟。按 F5 改回只限本机。",
        "Anybody on the local network who knows the code can open it, unencrypted: for simulation only. F5 goes back to this machine alone.",
    ),
    "phone.screen.stopped": ("手机页面已关闭。按 F5 重新打开。", "The phone's page is closed. F5 opens it again."),
    "phone.screen.goes-on": ("回到收银后仍然可用，直到离开收银台。", "It stays open while you sell, until the till is left."),
    "phone.screen.key.network": ("本机 / 局域网", "this machine / network"),
    "phone.screen.key.stop": ("关闭页面", "close the page"),
    "phone.screen.key.back": ("返回", "back"),
    "menu.phone": ("手机：让真手机出示医保码", "Phone: a real phone shows codes"),
    "console.phone": ("在手机或浏览器上出示医保码", "show codes on a phone or in a browser"),
    "console.phone.lan": ("在局域网上监听（默认只在本机）", "listen on the local network (default: this machine only)"),
    "console.phone.port": ("端口（默认由系统挑一个空闲的）", "port (default: a free one)"),
    # the till in a browser
    "web.title": ("收银台（模拟）", "The till (simulator)"),
    "web.ended": ("收银台已离开。", "The till was left."),
    "web.again": ("再开一个", "Open another"),
    "web.serving": ("收银台页面：{url}　访问码 {code}", "The till's page: {url}   access code {code}"),
    "web.serving.stop": (
        "在浏览器里打开，每个浏览器各有一个收银台，用同一本账；按 Ctrl+C 结束。",
        "Open it in browsers: each has a till of its own, on the same books. Ctrl+C ends it.",
    ),
    "web.serving.loopback": (
        "只有本机能打开。要让教室里的电脑打开，请加 --lan（内容不加密，只用于模拟）。",
        "Only this machine can open it. For a classroom add --lan (unencrypted: for simulation only).",
    ),
    "console.web": ("在浏览器里用收银台，给教室用", "the till in browsers, for a classroom"),
    "trouble.no-network": (
        "这台机器没有连到局域网：请先连接网络，或不加 --lan 只在本机打开。",
        "This machine is on no network: connect it first, or leave --lan out and use this machine alone.",
    ),
    "trouble.port-taken": (
        "{host} 的端口 {port} 用不了（{detail}）：请换一个 --port，或不写让系统挑。",
        "Port {port} of {host} cannot be used ({detail}): choose another --port, or leave it out.",
    ),
    "trouble.bad-limit-text": (
        "年限额“{text}”不对：应为最多两位小数的元，或不填。",
        "The limit “{text}” is wrong: yuan with at most two decimals, or nothing.",
    ),
}
