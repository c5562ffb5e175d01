"""What the map may be coloured by."""

from luoshi.obligations.dashboard.map import SHARE
from luoshi.pack import Pack
from luoshi.site.notices.filters import MapForm

QUOTA = "2021-26/land-quota"


def test_the_form_offers_what_is_asked_of_counties(policy: Pack) -> None:
    assert MapForm({"promise": QUOTA}, policy).title == policy.obligations[QUOTA].title
    for nonsense in ("2021-26/duty-measures", "<b>"):
        assert MapForm({"promise": nonsense}, policy).title == SHARE
