"""A visit in a few lines of text, and what a hospital works with."""

from collections.abc import Iterator, Mapping

from engine.model.visit import Billed, Paid, Registration, Visit, state_of
from engine.service.engine import Engine
from pos.hospital import hospital
from pos.masking import masked
from pos.quantity_text import quantity_text
from pos.wording.clean import clean
from pos.wording.say import Lang, say


def told_of(lang: Lang, engine: Engine, visit: Visit) -> Iterator[str]:
    """A visit's lines, its names looked up in the books."""
    items = {item.code: item.english for item in engine.items() if lang == "en" and item.english}
    yield from visit_lines(lang, visit, masked(engine.person(visit.registration.person).name), items)


def visit_lines(lang: Lang, visit: Visit, patient: str, items: Mapping[str, str]) -> Iterator[str]:
    """Its head, its fee, its bill and what of it is handed out. `items`: names by code, where they are others than the books'."""
    registration = visit.registration
    yield say(
        lang,
        "console.visit.head",
        visit=registration.visit,
        department=department_named(lang, registration.department),
        number=registration.number,
        doctor=clean(registration.doctor) or say(lang, "visit.anybody"),
        holder=patient,
        state=say(lang, f"visit.state-{state_of(visit)}"),
    )
    if registration.fee is not None:
        yield "  " + say(lang, "console.visit.fee-line", fee=clean(registration.fee), settlement=registration.settlement)
    if isinstance(visit, Billed):
        for line in visit.orders.lines:
            yield say(
                lang,
                "console.visit.line",
                name=clean(items.get(line.item, line.name)),
                item=clean(line.item),
                quantity=quantity_text(line.quantity),
            )
    if isinstance(visit, Paid):
        yield "  " + say(lang, "console.visit.paid", settlement=visit.settlement)
        for goods in visit.goods:
            figures = {name: quantity_text(getattr(goods, name)) for name in ("quantity", "out", "left")}
            yield say(lang, "console.visit.goods", name=clean(items.get(goods.item, goods.name)), item=clean(goods.item), **figures)


def queue_told(lang: Lang, registration: Registration, settlement: str) -> str:
    """Where to wait, and as which; nothing of a settlement that is not the registration's own."""
    if registration.settlement != settlement:
        return ""
    doctor = clean(registration.doctor) or say(lang, "visit.anybody")
    department = department_named(lang, registration.department)
    return say(lang, "receipt.queue", department=department, number=registration.number, doctor=doctor)


def department_named(lang: Lang, code: str) -> str:
    """As it is called here."""
    return clean(hospital().department_called(code, lang), 40)


def department_lines(lang: Lang, engine: Engine) -> Iterator[str]:
    """Departments with their doctors and fees, then the order sets."""
    prices = {item.code: f"{item.price:f}" for item in engine.items()}
    for department in hospital().departments:
        yield f"{department.code}  {department.called(lang)}  {prices.get(department.fee) or say(lang, 'visit.free')}"
        for doctor in department.doctors:
            yield f"  {doctor.name}  {prices.get(doctor.fee) or say(lang, 'visit.free')}"
    yield say(lang, "console.visit.set-head")
    for orders in hospital().order_sets:
        what = ", ".join(f"{line.item} x {quantity_text(line.quantity)}" for line in orders.lines)
        yield f"{orders.code}  {orders.called(lang)}  {what}"


def departments_as_told() -> dict[str, object]:
    """The same for scripts."""
    return {
        "departments": [
            {
                "code": table.code,
                "name": table.name,
                "fee": table.fee or None,
                "doctors": [{"name": doctor.name, "fee": doctor.fee or None} for doctor in table.doctors],
            }
            for table in hospital().departments
        ],
        "order_sets": [
            {
                "code": table.code,
                "name": table.name,
                "care": table.care.value,
                "prescription": table.prescription,
                "lines": [{"item": line.item, "quantity": quantity_text(line.quantity)} for line in table.lines],
            }
            for table in hospital().order_sets
        ],
    }
