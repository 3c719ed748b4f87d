"""The town that most tests of a sale happen in."""

from __future__ import annotations

import pytest

from engine.model.codes import Relation
from engine.model.family import Binding
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, employee, hospital, resident


@pytest.fixture
def town() -> Town:
    """He has 500 and his daughter, who lets him spend them, 300; her phone may show his code; at the bank a PIN is asked for."""
    far = employee("far", region=FAR_AWAY)
    bound = Binding(owner="daughter", member="he", relation=Relation.PARENT)
    return a_town(
        (employee("he"), "500/100"),
        (employee("daughter"), "300"),
        resident("kid"),
        (far, "50"),
        bindings=[bound],
        grants=[a_grant("daughter", "he")],
        pins={"he": "123456"},
        institutions=[hospital("bank", asks_pin=True)],
    )
