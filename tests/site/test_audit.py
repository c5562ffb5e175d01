"""The audit log: added to, read by few, never changed."""

import pytest
from django.db.models import ProtectedError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from rights_cases import PageCases

from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action, record
from luoshi.site.rights import Ability

pytestmark = [pytest.mark.db, pytest.mark.django_db]


@pytest.fixture
def event(user_of, rf: RequestFactory) -> Event:
    user = user_of("county")
    return record(
        Action.EXPORT, user=user, request=rf.get("/"), target="线索清单 120 户", area="640422"
    )


def test_an_event_says_who_what_where(event: Event) -> None:
    kept = Event.objects.get()
    assert kept.username == kept.user.username
    assert (kept.action, kept.target, kept.area) == (Action.EXPORT, "线索清单 120 户", "640422")
    assert kept.address == "127.0.0.1"
    assert "导出" in str(kept)


def test_an_event_cannot_be_changed(event: Event) -> None:
    event.target = "别的"
    for change in (
        event.save,
        lambda: Event.objects.update(target="别的"),
        lambda: Event.objects.bulk_update([event], ["target"]),
        lambda: Event.objects.update_or_create({"target": "别的"}, pk=event.pk),
    ):
        with pytest.raises(AppendOnlyError, match="只能添加"):
            change()
    assert Event.objects.get().target == "线索清单 120 户"


def test_an_event_cannot_be_deleted(event: Event) -> None:
    for delete in (event.delete, Event.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            delete()
    with pytest.raises(ProtectedError):
        event.user.delete()
    assert Event.objects.count() == 1


def test_long_texts_are_cut_to_what_fits() -> None:
    kept = record(Action.LOG_IN_FAILED, user=None, username="长" * 500, target="长" * 500)
    assert (len(kept.username), len(kept.target), kept.address) == (150, 200, None)


class TestPage(PageCases):
    """Reading it."""

    url = "/audit/"
    ability = Ability.AUDIT

    @pytest.fixture
    def reader(self, client_of) -> Client:
        # Logging in without the page leaves one event of its own.
        return client_of("province")

    def read(self, reader: Client, query: str = "") -> list[Event]:
        return list(reader.get(self.url + query).context["table"].rows)

    def test_the_newest_comes_first_and_headings_turn_the_order(
        self, reader: Client, event: Event
    ) -> None:
        newest_first = self.read(reader)
        assert newest_first[0] == event
        assert self.read(reader, "?sort=at") == newest_first[::-1]
        assert self.read(reader, "?sort=password") == newest_first

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?action=export", True),
            ("?action=vault_opened", False),
            ("?username=COUNTY", True),
            ("?username=别人", False),
            ("?since=2000-01-01", True),
            ("?until=2000-01-01", False),
            ("?since=昨天&action=胡说", True),
        ],
    )
    def test_filters(self, query: str, found: bool, reader: Client, event: Event) -> None:
        assert (event in self.read(reader, query)) is found

    def test_a_page_costs_four_queries_however_many_events(
        self, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(60):
            record(Action.EXPORT, user=None)
        with django_assert_num_queries(4):
            text = reader.get(self.url + "?page=2&action=export").content.decode()
        assert "第 51–60 条" in text
        assert "?page=1&amp;action=export" in text

    def test_nothing_found_says_so(self, reader: Client) -> None:
        text = reader.get(self.url + "?action=decision").content.decode()
        assert "没有符合条件的记录" in text
