"""Why a visit does not go on so: the rule, the value, what to do. Part of the hospital's table."""

PART = {
    "refusal.not-a-hospital": (
        "{institution} 是药店，不挂号。请在医院登记，例如 --at clinic。",
        "{institution} is a pharmacy and registers nobody. Register at a hospital, for example --at clinic.",
    ),
    "refusal.unknown-visit": (
        "没有就诊号 {visit}。请核对挂号单，或扫患者的医保码查找。",
        "There is no visit {visit}. Check the registration slip, or find it by the patient's code.",
    ),
    "refusal.visit-cancelled": (
        "就诊 {visit} 已退号。请重新挂号。",
        "Visit {visit} was called off. Register the patient again.",
    ),
    "refusal.visit-seen": (
        "就诊 {visit} 已由医生接诊，挂号费不退。未取的药品和未做的检查可在缴费记录里退费。",
        "Visit {visit} was seen by the doctor: its registration is not given back. Its bill can be refunded.",
    ),
    "refusal.visit-paid": (
        "就诊 {visit} 的费用单已缴费（{settlement}）。要改，请先退费。",
        "The bill of visit {visit} is paid ({settlement}). To change it, refund that first.",
    ),
    "refusal.visit-not-paid": (
        "就诊 {visit} 的费用单未缴费，或已退费，不能取药。请先到收费窗口缴费。",
        "The bill of visit {visit} is not paid, or was refunded: nothing is handed out. Pay it at the cashier's window first.",
    ),
    "refusal.nothing-ordered": (
        "就诊 {visit} 还没有医嘱，没有费用单。请等医生开单。",
        "Nothing was ordered for visit {visit} yet, so there is no bill. Wait for the doctor.",
    ),
    "refusal.not-the-bill": (
        "就诊 {visit} 的医嘱中 {item} 为 {ordered}，收费却是 {quantity}。请按医嘱收费，要改请医生改。",
        "Visit {visit} has {ordered} of {item} ordered, but {quantity} is to be paid. Charge what was ordered; only the doctor changes it.",
    ),
    "refusal.other-patient": (
        "就诊 {visit} 的患者是 {person}，出示的是 {holder} 的医保码。请扫患者本人的码。",
        "Visit {visit} is that of {person}, but the code is that of {holder}. Scan the patient's own code.",
    ),
    "refusal.already-collected": (
        "就诊 {visit} 的 {name}（{item}）要取 {quantity}，只剩 {left} 未取。药品只发一次，请核对。",
        "{quantity} of {name} ({item}) are asked for, but {left} are left to hand out for visit {visit}. Medicines are handed out once.",
    ),
    "refusal.not-for-pick-up": (
        "就诊 {visit} 已缴费的药品里没有 {item}。只发缴费单上的药，检查和挂号不取药。",
        "The paid bill of visit {visit} has no medicine {item}. Hand out what was paid; an examination is not handed out.",
    ),
    "refusal.pack-not-paid": (
        "{name}（{item}）要发 {quantity}，写了 {given} 个追溯码，与就诊 {visit} 缴费的各盒对不上。请逐盒扫要发的药。",
        "{quantity} of {name} ({item}) with {given} trace code(s): not packs that were paid for visit {visit}. Scan each pack that goes out.",
    ),
    "refusal.medicines-handed-out": (
        "{settlement} 的 {name}（{item}）已发给患者 {out}。请先在药房窗口退药（就诊 {visit}），再退费。",
        "The patient has {out} of {name} ({item}) of {settlement}. Take it back at the pharmacy (visit {visit}) first, then refund.",
    ),
    "refusal.not-handed-out": (
        "就诊 {visit} 的 {name}（{item}）要退 {quantity}，患者手里只有 {left}。请核对。",
        "{quantity} of {name} ({item}) are to come back, but the patient has {left} of visit {visit}. Check the number.",
    ),
    "refusal.registration-whole": (
        "就诊 {visit} 的挂号费只能整笔退，不能部分退。请用退号。",
        "The fee of visit {visit} is given back whole or not at all. Call the registration off.",
    ),
}
