from cxanalytics.journey.personas import Persona
from cxanalytics.selection import Selection


def test_a_persona_is_a_selection_of_segments() -> None:
    assert Persona("Family", ("Kids: yes", "Tier: Gold")).selection() == Selection(segment=("Kids: yes", "Tier: Gold"))
