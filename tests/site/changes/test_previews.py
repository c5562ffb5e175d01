"""What a value touches is worked out and shown before anyone agrees to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from small_province import DAY

from luoshi import pack
from luoshi.changes import Outcome, compare
from luoshi.site.accounts.models import User
from luoshi.site.casework.models import Tie
from luoshi.site.changes.actions import ReckonAgain, TryValue
from luoshi.site.changes.choices import State
from luoshi.site.changes.models import Preview
from luoshi.site.changes.services import previews
from luoshi.site.changes.services.previews import asked_day, effect_of, with_values
from luoshi.site.changes.services.records import SiteRecords
from luoshi.site.handover import renew
from luoshi.site.parameters.actions import ConfirmValue, EnterValue
from luoshi.site.parameters.models import Entry
from luoshi.site.rights import Refused

pytestmark = [pytest.mark.db, pytest.mark.django_db]

DAYS = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31)}
DOCUMENT = "宁水农发〔2025〕9号"
UserOf = Callable[..., User]


def try_value(user: User, parameter: str, value: str) -> Preview:
    return TryValue(user, parameter, value, **DAYS).execute()


def entered(user: User, parameter: str, value: str) -> Entry:
    return EnterValue(user, parameter, value, document=DOCUMENT, **DAYS).execute()


def test_a_value_that_waits_is_worked_out_before_it_is_agreed_to(
    in_round: None, user_of: UserOf
) -> None:
    first, second = user_of("province"), user_of("province")
    entry = entered(first, "water_cut_red_days", "1")
    preview = Preview.objects.get(entry=entry)
    assert preview.is_working
    with pytest.raises(ValidationError, match="影响什么"):
        ConfirmValue(second, entry, agreed=True).execute()
    assert effect_of(entry.pk).as_of == DAYS["valid_to"]
    preview.refresh_from_db()
    assert preview.state == State.DONE
    ConfirmValue(second, entry, agreed=True).execute()
    assert pack.load().parameters["water_cut_red_days"].on(DAY).value == "1"


def test_who_turns_a_value_down_need_not_wait(in_round: None, user_of: UserOf) -> None:
    entry = entered(user_of("province"), "water_cut_red_days", "1")
    ConfirmValue(user_of("province"), entry, agreed=False, note="文号不对").execute()
    assert Preview.objects.get().is_working


def test_what_it_showed_is_what_is_found_once_it_counts(
    in_round: None, at_once: None, user_of: UserOf
) -> None:
    entry = entered(user_of("province"), "water_cut_red_days", "1")
    preview = Preview.objects.get()
    old, shown = pack.load(), preview.found
    ConfirmValue(user_of("province"), entry, agreed=True).execute()
    renew()
    again = compare(old, pack.load(), SiteRecords(), DAYS["valid_to"], (2025,))
    assert shown
    assert bare(shown) == bare(again)
    nothing = with_values(pack.load(), (preview.entered,))
    assert not compare(pack.load(), nothing, SiteRecords(), DAY).changes_answers


def bare(outcome: Outcome) -> Outcome:
    """Without what rests on it, and the words of the document."""
    return outcome.model_copy(update={"resting": (), "differences": ()})


def test_cases_whose_leads_would_be_gone_are_counted(
    in_round: None, at_once: None, user_of: UserOf
) -> None:
    ties = Tie.objects.filter(lead__rule="medical-burden", case__closed_on=None)
    cases = ties.values("case").distinct().count()
    preview = try_value(user_of("province"), "medical_lifted_share", "99999")
    preview.refresh_from_db()
    found = preview.found
    assert found
    assert cases
    assert [one.count for one in found.resting if one.title == "开着的事项"] == [cases]
    assert [one.leads.lost for one in found.rules] == [ties.count()]


def test_a_try_enters_nothing(in_round: None, at_once: None, user_of: UserOf) -> None:
    preview = try_value(user_of("province"), "water_cut_red_days", "1")
    assert preview.entry is None
    assert not Entry.objects.exists()
    with pytest.raises(ValidationError):
        try_value(user_of("province"), "water_cut_red_days", "很多")
    with pytest.raises(Refused):
        try_value(user_of("county"), "water_cut_red_days", "1")


def test_what_failed_says_so_and_is_worked_out_again(
    in_round: None, at_once: None, user_of: UserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(previews, "touched_by", lambda preview: 1 / 0)
        preview = try_value(user_of("province"), "water_cut_red_days", "1")
        preview.refresh_from_db()
        assert (preview.state, preview.outcome) == (State.FAILED, None)
        assert "重新算" in preview.told
    ReckonAgain(preview).execute()
    preview.refresh_from_db()
    assert preview.state == State.DONE


def test_what_no_task_will_work_out_is_given_up(in_round: None, user_of: UserOf) -> None:
    preview = Preview.objects.create(
        parameter="water_cut_red_days", value="1", valid_from=DAY, by=user_of("province")
    )
    previews.give_up_abandoned()
    preview.refresh_from_db()
    assert preview.state == State.FAILED


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (date(2024, 1, 1), None, date(2025, 6, 30)),
        (date(2026, 1, 1), None, date(2026, 1, 1)),
        (date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31)),
    ],
)
def test_the_day_asked_is_one_on_which_the_value_is_in_force(
    first: date, last: date | None, day: date
) -> None:
    assert asked_day(first, last, date(2025, 6, 30)) == day


def test_the_pages_show_it(in_round: None, at_once: None, client_of: Callable[..., Client]) -> None:
    client, other = client_of("province"), client_of("county")
    said = {"value": "1", "valid_from": "2025-01-01", "valid_to": "2025-12-31"}
    tried = client.post("/changes/try/water_cut_red_days/", said)
    page = client.get(tried["Location"]).content.decode()
    assert "会上可以这样说" in page
    assert "只是试看" in page
    assert other.get(tried["Location"]).status_code == 403
    client.post("/parameters/water_cut_red_days/", said | {"document": DOCUMENT})
    entry = Entry.objects.get()
    part = client.get(f"/changes/entries/{entry.pk}/", headers={"HX-Request": "true"})
    assert "它影响什么" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert (
        f"/changes/entries/{entry.pk}/"
        in client.get("/parameters/water_cut_red_days/").content.decode()
    )


def test_what_cannot_be_tried_is_told_on_the_parameters_page(
    in_round: None, client_of: Callable[..., Client]
) -> None:
    client = client_of("province")
    for said in ({"value": "1"}, {"value": "很多", "valid_from": "2025-01-01"}):
        answer = client.post("/changes/try/water_cut_red_days/", said, follow=True)
        assert answer.redirect_chain[-1][0] == "/parameters/water_cut_red_days/"
        assert "alert-danger" in answer.content.decode()
    assert not Preview.objects.exists()
