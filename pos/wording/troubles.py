"""What is no business rule but went wrong all the same: files, pictures, cameras, books, usage."""

TABLE = {
    "trouble.bad-order": (
        "顺序“{authorisers}”不对：至少写一位授权人，每位只写一次，用逗号隔开。",
        "“{authorisers}” is no order: name at least one authoriser, each once, separated by commas.",
    ),
    "trouble.unknown-person": ("没有编号为 {person} 的人。", "There is nobody with the id {person}."),
    "trouble.unknown-institution": ("没有编号为 {institution} 的机构。", "There is no institution with the id {institution}."),
    "trouble.unknown-item": ("没有编码为 {item} 的商品。", "There is no item with the code {item}."),
    "trouble.unknown-premium": (
        "政策版本 {edition} 没有“{kind}”这一缴费档；可选：{known}。",
        "Edition {edition} has no premium “{kind}”; it has: {known}.",
    ),
    "trouble.bad-quantity": (
        "数量“{quantity}”不对：应为大于 0 的数，最多 4 位小数。",
        "The quantity “{quantity}” is wrong: a number above 0 with at most 4 decimals.",
    ),
    "trouble.key-without-item": (
        "--key 只用于部分退（--item）；整单退费只会发生一次，不需要流水号。",
        "--key is for a partial return (--item); a whole refund happens once and needs none.",
    ),
    "trouble.bad-operator": (
        "操作员姓名“{operator}”不对：应为 1 到 {most} 个可显示的字符。",
        "The operator's name “{operator}” is wrong: 1 to {most} characters that can be shown.",
    ),
    "trouble.bad-trace-code": (
        "第 {line} 行的追溯码“{trace}”不对：应为 1 到 100 个可打印的 ASCII 字符，首尾无空格。",
        "Line {line}: the trace code “{trace}” is wrong: 1 to 100 printable ASCII characters, no blank at either end.",
    ),
    "trouble.trace-code-oversold": (
        "账本拒绝：追溯码 {trace} 下售出的会超过一盒。",
        "The books refuse: more than a pack would be sold under the trace code {trace}.",
    ),
    "trouble.bad-edition": ("政策文件 {file} 有错：{detail}", "Policy file {file} is wrong: {detail}"),
    "trouble.bad-world": ("世界文件 {file} 有错：{detail}", "World file {file} is wrong: {detail}"),
    "trouble.bad-scenario": ("场景文件 {file} 有错：{detail}", "Scenario file {file} is wrong: {detail}"),
    "trouble.unknown-name": ("没有叫“{name}”的结果。", "No result has the name “{name}”."),
    "trouble.unknown-edition": (
        "没有政策版本“{edition}”。可用 gongji policy list 查看。",
        "There is no policy edition “{edition}”. See: gongji policy list",
    ),
    "trouble.nobody-insured-there": (
        "场景 {file} 里没有人参保于 {first} 或 {second}。请选其中一地的版本：{regions}。",
        "Nobody in scenario {file} is insured in {first} or {second}. Choose an edition of one of its regions: {regions}.",
    ),
    "trouble.overlapping-editions": (
        "政策版本 {first} 与 {second} 的有效期重叠。",
        "Policy editions {first} and {second} claim the same days.",
    ),
    "trouble.no-such-file": ("没有文件 {file}。", "There is no file {file}."),
    "trouble.is-a-directory": ("{file} 是文件夹，不是图片。", "{file} is a folder, not a picture."),
    "trouble.unreadable": ("读不了 {file}：请检查它是什么、权限如何。", "{file} cannot be read: check what it is, and its permissions."),
    "trouble.not-a-picture": (
        "{file} 不是图片（支持 PNG、JPEG、WebP、BMP、TIFF、GIF）。",
        "{file} is not a picture (PNG, JPEG, WebP, BMP, TIFF and GIF are read).",
    ),
    "trouble.broken-picture": (
        "图片 {file} 已损坏或不完整。请重新保存后再试。",
        "The picture {file} is damaged or cut short. Save it again and retry.",
    ),
    "trouble.picture-too-large": (
        "图片 {file} 太大。请裁剪或缩小后再试。",
        "The picture {file} is too large. Crop or shrink it and retry.",
    ),
    "trouble.not-writable": ("图片 {file} 写不了：{reason}", "The picture {file} cannot be written: {reason}"),
    "trouble.the-picture": ("图片", "the picture"),
    "trouble.text-empty": ("二维码不能是空的。", "A QR code cannot hold nothing."),
    "trouble.text-too-long": ("{characters} 个字符，二维码放不下。", "{characters} characters are more than a QR code holds."),
    "trouble.text-not-unicode": ("内容不是文字，画不成二维码。", "What is to be drawn is no text."),
    "trouble.phone-needs-file": (
        "手机的样子只能画成图片：请加 --out FILE.png 或 FILE.svg。",
        "The look of a phone is a picture: add --out FILE.png or FILE.svg.",
    ),
    "trouble.nothing-to-print": ("没有可印的：既没有人，也没有带码的商品。", "Nothing to print: nobody, and no item with a code."),
    "trouble.nothing-to-scan": ("请给出图片，或 --camera，或 --watch 文件夹。", "Name a picture, or --camera, or --watch and a folder."),
    "trouble.not-a-folder": ("{file} 不是可以查看的文件夹。", "{file} is no folder that can be looked into."),
    "trouble.folder-gone": (
        "文件夹 {file} 已不在或读不了，不再等待。",
        "The folder {file} is gone or cannot be read any more; no longer waiting.",
    ),
    "trouble.watch-alone": ("--watch 不能与图片或 --camera 同用。", "--watch takes neither pictures nor --camera beside it."),
    "trouble.no-code": (
        "{file} 里没有读到码。请对准、放大或换一张。",
        "No code was found in {file}. Frame it closer, or try another picture.",
    ),
    "trouble.several-codes": ("{file} 里有 {count} 张医保码。请只留一张。", "{file} shows {count} credentials. Keep only one in view."),
    "trouble.camera-absent": (
        "打不开摄像头 {source}。可改用图片或扫码枪；gongji doctor 可查原因。",
        "Camera {source} cannot be opened. Use a picture or a hand scanner; gongji doctor tells more.",
    ),
    "trouble.camera-busy": (
        "摄像头 {source} 正被别的程序占用，或没有使用权限。关掉它，或按 F4 换一个；图片和扫码枪照常可用。",
        "Camera {source} is taken by another program, or not allowed. Close that, or F4 for the next; pictures and scanners still work.",
    ),
    "trouble.camera-lost": (
        "摄像头 {source} 断开了。插好后按 F3 重开；图片和扫码枪照常可用。",
        "Camera {source} was unplugged. Plug it in and press F3; pictures and hand scanners still work.",
    ),
    "trouble.camera-stalled": ("摄像头 {source} 没有画面。请检查连接。", "Camera {source} gives no picture. Check the connection."),
    "trouble.stream-ended": ("视频 {source} 已结束，没有读到码。", "The video {source} ended without a code."),
    "trouble.foreign-books": ("{url} 不是共济账本，未作改动。", "{url} is not a gongji ledger; it was left alone."),
    "trouble.newer-books": (
        "{url} 由更新的版本写成（{version}，本版只懂 {known}）。请升级。",
        "{url} was written by a newer gongji ({version}; this one knows {known}). Please upgrade.",
    ),
    "trouble.damaged-books": (
        "账本 {url} 已损坏，未作改动。请用备份恢复。",
        "The books at {url} are damaged; nothing was changed. Restore a backup.",
    ),
    "trouble.cannot-open-books": ("打不开账本 {url}：{detail}", "The books at {url} cannot be opened: {detail}"),
    "trouble.read-only-books": ("账本 {url} 只读，无法记账。", "The books at {url} are read-only; nothing can be booked."),
    "trouble.busy-books": (
        "账本 {url} 正被别的收银台占用，请稍后重试。",
        "The books at {url} are busy with another till. Try again in a moment.",
    ),
    "trouble.moved-books": (
        "账本文件 {url} 在使用中被移走、删除或替换，未记账。请放回原处，或退出后重新打开。",
        "The file of the books at {url} was moved, deleted or replaced while in use; nothing was booked. Put it back, or leave and open anew.",
    ),
    "trouble.full-disk": ("磁盘已满，未记账。腾出空间后重试。", "The disk is full; nothing was booked. Free some room and try again."),
    "trouble.no-room-for-copy": (
        "磁盘已满，账本 {url} 没有备份。腾出空间后重试。",
        "The disk is full; no copy of the books at {url} was made. Free some room and try again.",
    ),
    "trouble.copy-failed": (
        "账本 {url} 没有备份：{detail}",
        "The books at {url} were not copied: {detail}",
    ),
    "trouble.file-exists": (
        "文件 {file} 已存在，未作改动。请换一个文件名。",
        "The file {file} is there already and was left alone. Choose another name.",
    ),
    "trouble.disk-error": ("读写账本 {url} 出错：{detail}", "The disk failed under the books at {url}: {detail}"),
    "trouble.would-go-below-zero": (
        "账户 {account} 会变成负数，已拒绝记账。",
        "The account {account} would fall below zero; nothing was booked.",
    ),
    "trouble.no-such-account": ("没有账户 {account}，未记账。", "There is no account {account}; nothing was booked."),
    "trouble.bad-limit": ("年度限额 {limit} 元不对：不能为负。", "The yearly limit of {limit} is wrong: it may not be below zero."),
    "trouble.not-text": ("{text} 不是文字。请检查编码。", "{text} is no text. Check its encoding."),
    "trouble.bad-pair": (
        "{what}：{one} 与 {other} 重复，或是同一个人。",
        "{what}: {one} and {other} stand twice, or are the same person.",
    ),
    "trouble.unknown-books-url": (
        "不认识账本地址 {url}。可用 sqlite:///文件 或 memory:",
        "The books address {url} is unknown. Use sqlite:///FILE or memory:",
    ),
    "trouble.books-not-empty": (
        "账本 {url} 已有内容；场景需要全新的账本。",
        "The books at {url} are not empty; a scenario needs fresh ones.",
    ),
    "trouble.one-scenario": ("--books 一次只能演一个场景。", "--books takes one scenario at a time."),
    "trouble.no-terminal": (
        "这里不是终端，无法打开收银台。请在终端里运行，或用 gongji sell。",
        "This is no terminal, so the till cannot open. Run it in one, or use gongji sell.",
    ),
    "trouble.bad-config": ("设置文件 {file} 有错：{detail}", "The settings file {file} is wrong: {detail}"),
    "trouble.cannot-write": ("写不了 {file}：{detail}", "{file} cannot be written: {detail}"),
    "trouble.internal": (
        "内部错误，已记录在 {file}。账本未受影响。",
        "An internal error; the details are in {file}. The books are unharmed.",
    ),
    "trouble.internal-unlogged": (
        "内部错误；日志 {file} 写不了，没有记录。账本未受影响。",
        "An internal error; the log {file} cannot be written, so there are no details. The books are unharmed.",
    ),
    "trouble.usage": ("用法不对：{detail}。查看用法：gongji --help", "Wrong usage: {detail}. See: gongji --help"),
    "trouble.receipt-kind": ("{file} 不是小票能存成的格式：{known}", "{file}: a receipt is saved as one of {known}"),
    "trouble.bad-printer": (
        "打印机“{printer}”不对：应为 tcp://主机[:端口] 或设备路径。",
        "The printer “{printer}” is wrong: tcp://HOST[:PORT] or the path of a device.",
    ),
    "trouble.printer-unreachable": (
        "打印机 {printer} 用不了（{detail}）：请检查电源、网络和权限。小票可用 --out 存成文件。",
        "Printer {printer} cannot be used ({detail}): check its power, network and permissions. --out saves the receipt to a file.",
    ),
}
