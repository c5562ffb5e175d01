"""Ready-made cases of rights: each page gets them by naming its address and ability.

A page of its own rows also says how to make a row in an area, and is then asked whether
each role sees what lies in its area and nothing else.
"""

from collections.abc import Callable
from typing import ClassVar

import pytest
from django.test import Client

from luoshi.site.rights import TABLE, Ability

ClientOf = Callable[..., Client]


class PageCases:
    """Without log-in, without the ability, with it."""

    url: ClassVar[str]
    ability: ClassVar[Ability]

    def test_nobody_sees_it_without_log_in(self, client: Client, db: None) -> None:
        response = client.get(self.url)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/?next=")

    @pytest.mark.parametrize("role", list(TABLE))
    def test_a_role_sees_it_if_the_table_says_so(self, role: str, client_of: ClientOf) -> None:
        response = client_of(role).get(self.url)
        assert response.status_code == (200 if self.ability in TABLE[role].abilities else 403)

    def test_an_account_without_role_is_refused_and_told_why(self, client_of: ClientOf) -> None:
        response = client_of("").get(self.url)
        assert response.status_code == 403
        assert self.ability.label in response.content.decode()


class AreaCases(PageCases):
    """Rows in one's own area, and no others."""

    def make_row(self, area: str) -> str:
        """Make a row in a village and give a text that shows it on the page."""
        raise NotImplementedError

    @pytest.mark.parametrize(
        ("role", "area"),
        [("county", "640422"), ("township", "640422100"), ("village", "640422100201")],
    )
    def test_a_role_sees_its_own_area_only(self, role: str, area: str, client_of: ClientOf) -> None:
        own = self.make_row("640422100201")
        other = self.make_row("640423100201")
        text = client_of(role, area=area).get(self.url).content.decode()
        assert own in text
        assert other not in text

    @pytest.mark.parametrize("role", ["county", "township", "village"])
    def test_an_account_without_area_sees_nothing(self, role: str, client_of: ClientOf) -> None:
        row = self.make_row("640422100201")
        assert row not in client_of(role, area="").get(self.url).content.decode()

    def test_a_township_placed_at_its_county_sees_nothing(self, client_of: ClientOf) -> None:
        row = self.make_row("640422100201")
        client = client_of("township", area="640422000000")
        assert row not in client.get(self.url).content.decode()
