"""What the till does at the day's end: what it looks at before it closes, and the closing with its paper."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from engine.errors import EngineError
from engine.model.reconciliation import Reconciliation
from engine.model.takings import Closing, Takings
from engine.model.till import Session
from engine.money import Money
from engine.service.engine import Engine
from pos.counter import place_name, save_receipt
from pos.day_paper import DayReport, day_paper, of_closing
from pos.new_file import new_file
from pos.wiring import House, make_folder
from pos.wording import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """`number` is the one that the closing would get if nobody else closed before."""

    at: datetime
    session: Session | None
    takings: Takings
    reconciled: Reconciliation
    number: int


def before_closing(engine: Engine, institution: str) -> Before:
    """Looked at; nothing is written. Raises EngineError."""
    return Before(
        at=engine.now(),
        session=engine.day.session(institution),
        takings=engine.closings.x(institution),
        reconciled=engine.day.reconcile(institution),
        number=engine.closings.last_number(institution) + 1,
    )


def close_day(house: House, counted: Money | None, lang: Lang) -> tuple[Closing, str]:
    """The Z, and where its paper was saved; "" where it could not be: the books have it all the same. Raises EngineError."""
    closing = house.engine.closings.z(house.institution.id, counted=counted)
    try:
        return closing, save_paper(house, of_closing(closing, place_name(house.institution, lang), copy=False), lang)
    except EngineError:
        return closing, ""


def save_paper(house: House, report: DayReport, lang: Lang) -> str:
    """Beside the receipts, as FOLDER/FILE. Raises BadInput `cannot-write`."""
    at = f"{report.at:%Y%m%d%H%M%S}"
    own = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in house.institution.id)[:40]
    name = f"X-{own}-{at}" if report.number is None else f"Z{report.number}-{own}{'-copy' if report.copy else ''}"
    file = save_receipt(house.home, name, day_paper(report, lang, training=house.training))
    return f"{file.parent.name}/{file.name}"


def write_report(house: House, lang: Lang) -> Path:
    """The day and the year of the till's institution, in reports/. Raises BadInput `cannot-write`."""
    from pos.report.gather import gather
    from pos.report.page import report_page
    from pos.report.period import period_of

    engine, folder = house.engine, house.home / "reports"
    engine.drawer.balance(house.institution.id)
    report = gather(engine, period_of(engine.now().date()), place=house.institution, own=house.institution)
    make_folder(folder)
    file = folder / f"report-{report.made:%Y%m%d-%H%M%S}-{token_hex(2)}.html"
    with new_file(file) as fresh:
        fresh.write_text(report_page(report, lang), encoding="utf-8")
    return file
