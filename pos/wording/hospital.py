"""A hospital's windows: registration, the outpatient bill, collecting medicines; and what their rules say no with."""

from pos.wording.hospital_console import PART as _CONSOLE
from pos.wording.hospital_refusals import PART as _REFUSALS

TABLE = {
    **_REFUSALS,
    **_CONSOLE,
    "visit.state-registered": ("候诊", "Waiting"),
    "visit.state-ordered": ("待缴费", "To pay"),
    "visit.state-paid": ("已缴费", "Paid"),
    "visit.state-partly-collected": ("部分取药", "Part collected"),
    "visit.state-collected": ("已取药", "Collected"),
    "visit.state-cancelled": ("已退号", "Called off"),
    "visit.anybody": ("普通号", "any doctor"),
    "visit.free": ("免费", "free"),
    "menu.hospital": ("医院：挂号、收费、取药", "Hospital: registration, bills, medicines"),
    "hospital.key-windows": ("窗口", "Windows"),
    "hospital.key-load": ("收费", "Charge"),
    "hospital.key-orders": ("模拟医嘱", "Doctor (sim.)"),
    "hospital.key-call-off": ("退号", "Call off"),
    "hospital.key-hand-out": ("发药", "Hand out"),
    "hospital.key-take-back": ("收回", "Take back"),
    "hospital.key-back": ("退药", "Bring back"),
    "hospital.key-out": ("取药", "Collect"),
    "hospital.key-all": ("全部/不要", "All/none"),
    "hospital.key-more": ("多一", "More"),
    "hospital.key-fewer": ("少一", "Fewer"),
    "hospital.hint": (
        """医院收银台。

  ^O 1  挂号：扫患者医保码，选科室，付诊察费
  ^O 2  收费：候诊与待缴的费用单；F4 为模拟医嘱
  ^O 3  取药：已缴费未取的药品，每样只发一次

  扫码或输入也可直接加项目。
  F3   读取患者医保码      F12  菜单""",
        """A hospital's till.

  ^O 1  Registration: scan the code, choose a
        department, settle the fee
  ^O 2  Bills: who waits, what is to be paid;
        F4 is a simulated doctor
  ^O 3  Medicines: paid and not collected, once

  Scanning or typing adds items as elsewhere.
  F3   the patient's code      F12  menu""",
    ),
    "hospital.windows": ("医院窗口", "Hospital windows"),
    "hospital.window-register": ("挂号", "Registration"),
    "hospital.window-bills": ("收费", "Bills"),
    "hospital.window-pick-up": ("取药", "Medicines"),
    "hospital.department": ("挂哪个科？", "Which department?"),
    "hospital.doctor": ("模拟医生：开哪一套医嘱？", "Simulated doctor: which orders?"),
    "hospital.items": ("{count} 项", "{count} items"),
    "hospital.not-here": ("本机构是药店，没有挂号和门诊收费。", "This is a pharmacy: nobody is registered or seen here."),
    "hospital.finish-first": (
        "购物篮里还有一单。请先结算、挂单或清空。",
        "There is a sale in the basket. Settle it, park it or clear it first.",
    ),
    "hospital.as-ordered": (
        "费用单按医嘱收费，不能改项目、数量和处方。要改请医生改；不收这单请清空。",
        "The bill is charged as ordered: items, quantities and prescription stay. Clear the sale to leave it.",
    ),
    "hospital.only-the-fee": (
        "这一单只收挂号费。请先结算，或清空。",
        "This is the fee of a registration and nothing else. Settle it first, or clear it.",
    ),
    "hospital.other-patient": (
        "这张费用单是另一位患者的。请扫患者本人的医保码。",
        "This bill is another patient's. Scan the patient's own code.",
    ),
    "hospital.bill-of": ("门诊费用单 {visit}", "Outpatient bill {visit}"),
    "hospital.registering": ("挂号 · {department}", "Registration · {department}"),
    "hospital.loaded": ("费用单 {visit} 已载入。请核对，F9 结算。", "Bill {visit} is loaded. Check it, then F9."),
    "hospital.loaded-scan": (
        "费用单 {visit} 已载入。请扫患者的医保码，再按 F9。",
        "Bill {visit} is loaded. Scan the patient's code, then F9.",
    ),
    "hospital.everybody": ("全部患者", "all patients"),
    "hospital.found": ("{count} 条", "{count}"),
    "hospital.box": ("扫医保码或小票；或输就诊号、结算编号的几位", "Scan a code or receipt; or digits of a visit or settlement"),
    "hospital.visit": ("就诊号", "Visit"),
    "hospital.queue": ("科室与序号", "Department, no."),
    "hospital.patient": ("患者", "Patient"),
    "hospital.state": ("状态", "State"),
    "hospital.what": ("内容", "What"),
    "hospital.none": ("没有选中的就诊。", "There is no visit under the cursor."),
    "hospital.elsewhere": ("就诊 {visit} 不在本院。", "Visit {visit} is at another hospital."),
    "hospital.patient-read": ("已读取：{name}", "Read: {name}"),
    "hospital.no-bill-yet": (
        "还没有费用单：医生尚未开医嘱（F4 可模拟）。",
        "There is no bill yet: nothing was ordered (F4 simulates it).",
    ),
    "hospital.ordered": ("（模拟）医嘱已写入 {visit}。", "The (simulated) orders are written to {visit}."),
    "hospital.call-off-question": (
        "给 {name} 退号（{visit}）？挂号费原路退回。",
        "Call off visit {visit} of {name}? Its fee goes back to who paid it.",
    ),
    "hospital.called-off": ("{visit} 已退号。", "{visit} is called off."),
    "hospital.slip": ("挂号单 {visit}", "Registration {visit}"),
    "hospital.going-out": ("发药", "handing out"),
    "hospital.coming-back": ("退药", "coming back"),
    "hospital.left": ("未取", "Left"),
    "hospital.now": ("现发", "Now"),
    "hospital.out": ("已取", "Out"),
    "hospital.back": ("退回", "Back"),
    "hospital.choose-out": ("核对药品；缺货用 - 减。F9 发药。", "Check the goods; - for what is short. F9 hands out."),
    "hospital.choose-back": ("用 + 选退回的药。F9 收回，之后可退费。", "Choose what comes back by +. F9 takes it; then refund."),
    "hospital.scan-packs": ("有追溯码的药请逐盒扫。F9 发药。", "Scan each pack that has a trace code. F9 hands out."),
    "hospital.not-this-pack": ("这一盒不在缴费的药里。", "This pack is none of those that were paid for."),
    "hospital.nothing-moves": ("一样也没有选。", "Nothing is chosen."),
    "hospital.handed-out-all": ("药已发齐。", "All medicines are handed out."),
    "hospital.handed-out-part": ("已发一部分，其余下次来取。", "Part is handed out; the rest waits."),
    "hospital.taken-back": ("药已收回，可以退费。", "The medicines are back and can be refunded."),
    "receipt.visit": ("就诊号", "Visit     "),
    "receipt.queue": ("请到 {department} 候诊：{number} 号（{doctor}）", "Wait at {department}: no. {number} ({doctor})"),
}
