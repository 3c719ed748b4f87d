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
}
