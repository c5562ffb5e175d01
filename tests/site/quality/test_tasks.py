"""A finding goes down, is answered, and the next export shows whether it was mended."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from quality_cases import (
    DAYING,
    FIRST,
    JIQIANG,
    SECOND,
    ClientOf,
    Upload,
    UserOf,
    finding,
    home,
)

from luoshi.site.quality.actions.answers import Answer
from luoshi.site.quality.actions.dispatch import Outcome, SendDown, usual_due
from luoshi.site.quality.actions.recalls import CallBack
from luoshi.site.quality.demo import send_some_down
from luoshi.site.quality.models import Finding, Task
from luoshi.site.quality.presenters.worklist import Tab, counts, listed
from luoshi.site.rights import Refused, scope_of

pytestmark = pytest.mark.db

DANGEROUS = {"是否危房户": "是"}
TODAY = date(2023, 11, 20)
ENDS = date(2023, 11, 27)


@pytest.fixture
def county(user_of: UserOf):
    return user_of("county")


@pytest.fixture
def send(upload: Upload, county) -> Callable[..., Task]:
    """Uploads one dangerous house and sends its finding down."""

    def make(level: str = "village", **said: object) -> Task:
        upload(home(1, **DANGEROUS))
        outcome = SendDown(Finding.objects.all(), county, level, ENDS, day=TODAY, **said).execute()
        assert (outcome.sent, outcome.failed) == (1, ())
        return Task.objects.get()

    return make


def kinds() -> list[str]:
    return [event.kind for event in finding(1).events.all()]


def test_it_is_due_after_some_working_days() -> None:
    assert usual_due(date(2023, 11, 17)) == date(2023, 11, 24)


def test_a_village_gets_what_lies_in_it(send: Callable[..., Task], user_of: UserOf) -> None:
    task = send("village")
    assert (task.level, task.area, task.due_on) == ("village", DAYING, ENDS)
    assert list(listed(scope_of(user_of("village")), Tab.MINE, TODAY)) == [task]
    assert not listed(scope_of(user_of("township")), Tab.MINE, TODAY)
    assert list(listed(scope_of(user_of("township")), Tab.WAITING, TODAY)) == [task]
    other = user_of("village", area="640422100202")
    assert not listed(scope_of(other), Tab.MINE, TODAY)


def test_a_township_gets_what_lies_in_it_and_hands_it_on(
    send: Callable[..., Task], user_of: UserOf
) -> None:
    task, township = send("township"), user_of("township")
    assert task.area == JIQIANG
    assert list(listed(scope_of(township), Tab.MINE, TODAY)) == [task]
    with pytest.raises(ValidationError, match="只能派给村"):
        SendDown(Finding.objects.all(), township, "township", ENDS, day=TODAY).execute()
    SendDown(Finding.objects.all(), township, "village", ENDS, day=TODAY).execute()
    task.refresh_from_db()
    assert (task.level, task.area) == ("village", DAYING)
    assert Task.objects.count() == 1


def test_what_names_no_village_goes_to_the_township_only(upload: Upload, county) -> None:
    upload(home(1, **DANGEROUS, 村="不知道村"))
    outcome = SendDown(Finding.objects.all(), county, "village", ENDS, day=TODAY).execute()
    assert outcome.sent == 0
    assert "地名对不上" in outcome.failed[0][1]
    assert SendDown(Finding.objects.all(), county, "township", ENDS, day=TODAY).execute().sent == 1


def test_it_is_not_sent_twice(send: Callable[..., Task], county) -> None:
    send()
    again = SendDown(Finding.objects.all(), county, "village", ENDS, day=TODAY).execute()
    assert [why for _, why in again.failed] == ["已经派下去了"]


@pytest.mark.parametrize(
    ("role", "area"), [("village", None), ("department", None), ("assessor", None)]
)
def test_others_send_nothing_down(role: str, area: str | None, upload: Upload, user_of) -> None:
    upload(home(1, **DANGEROUS))
    with pytest.raises(Refused):
        SendDown(Finding.objects.all(), user_of(role, area), "village", ENDS, day=TODAY).execute()


def test_another_countys_findings_cannot_be_slipped_in(upload: Upload, user_of: UserOf) -> None:
    upload(home(1, **DANGEROUS))
    other = user_of("county", area="640423000000")
    outcome = SendDown(Finding.objects.all(), other, "village", ENDS, day=TODAY).execute()
    assert outcome == Outcome(0, ())
    with pytest.raises(Refused):
        SendDown(Finding.objects.all(), other, "village", ENDS, DAYING, day=TODAY).execute()


def test_corrected_is_proved_by_the_next_export(
    send: Callable[..., Task], upload: Upload, user_of: UserOf
) -> None:
    task = send()
    Answer(task, user_of("village"), "corrected", day=TODAY).execute()
    upload(home(1), day=SECOND)
    task.refresh_from_db()
    assert task.state == "done"
    assert kinds() == ["opened", "sent", "corrected", "mended"]


def test_what_is_still_there_comes_back(
    send: Callable[..., Task], upload: Upload, user_of: UserOf
) -> None:
    task, village = send(), user_of("village")
    Answer(task, village, "corrected", day=TODAY).execute()
    upload(home(1, **DANGEROUS), day=FIRST)  # an export from before the answer proves nothing
    task.refresh_from_db()
    assert task.state == "corrected"
    upload(home(1, **DANGEROUS), day=SECOND)
    task.refresh_from_db()
    assert (task.state, task.returned) == ("waiting", True)
    assert kinds()[-1] == "still_there"
    assert list(listed(scope_of(village), Tab.MINE, TODAY)) == [task]


def test_an_explanation_waits_for_the_county(
    send: Callable[..., Task], user_of: UserOf, county
) -> None:
    task = send()
    Answer(task, user_of("village"), "proposed", "已搬到新房", day=TODAY).execute()
    task.refresh_from_db()
    assert task.state == "asked"
    assert finding(1).exemptions.get().state == "proposed"
    assert list(listed(scope_of(county), Tab.MINE, TODAY)) == [task]


def test_not_in_my_place_goes_back_and_on(
    send: Callable[..., Task], user_of: UserOf, county
) -> None:
    task, village = send(), user_of("village")
    with pytest.raises(ValidationError, match="请写明是哪里的"):
        Answer(task, village, "elsewhere", day=TODAY).execute()
    Answer(task, village, "elsewhere", "是隔壁中街的", day=TODAY).execute()
    assert list(listed(scope_of(county), Tab.MINE, TODAY)) == [task]
    there = "640422101202"
    SendDown(Finding.objects.all(), county, "village", ENDS, there, day=TODAY).execute()
    task.refresh_from_db()
    assert (task.state, task.area) == ("waiting", there)
    other = user_of("village", area=there)
    assert list(listed(scope_of(other), Tab.MINE, TODAY)) == [task]
    Answer(task, other, "corrected", day=TODAY).execute()


def test_only_whose_it_is_answers(send: Callable[..., Task], user_of: UserOf, county) -> None:
    task = send("township")
    for user in (county, user_of("village"), user_of("township", area="640422101000")):
        with pytest.raises(Refused):
            Answer(task, user, "corrected", day=TODAY).execute()
    Answer(task, user_of("township"), "corrected", day=TODAY).execute()
    with pytest.raises(ValidationError, match="不用再答复"):
        Answer(task, user_of("township"), "corrected", day=TODAY).execute()


def test_it_can_be_called_back(send: Callable[..., Task], user_of: UserOf, county) -> None:
    task = send()
    with pytest.raises(Refused):
        CallBack(task, user_of("village")).execute()
    CallBack(task, county).execute()
    task.refresh_from_db()
    assert task.state == "called_back"
    assert counts(scope_of(county), TODAY)[Tab.CLOSED] == 1


def test_what_the_county_sent_a_township_the_county_calls_back(
    send: Callable[..., Task], user_of: UserOf, county
) -> None:
    task, township = send("township"), user_of("township")
    with pytest.raises(Refused):
        CallBack(task, township).execute()
    SendDown(Finding.objects.all(), township, "village", ENDS, day=TODAY).execute()
    task.refresh_from_db()
    CallBack(task, township).execute()


def test_late_is_told(send: Callable[..., Task], user_of: UserOf) -> None:
    send()
    village = scope_of(user_of("village"))
    assert counts(village, ENDS)[Tab.LATE] == 0
    assert counts(village, date(2023, 11, 28))[Tab.LATE] == 1


def test_the_whole_way_through_the_pages(
    upload: Upload, client_of: ClientOf, text_of: Callable[..., str]
) -> None:
    upload(home(1, **DANGEROUS), home(2, **DANGEROUS), day=FIRST)
    county, village = client_of("county"), client_of("village")
    due = str(localdate())
    said = {"level": "village", "due_on": due, "every": "yes"}
    assert "派下去 2 处" in county.post("/quality/findings/send/", said).content.decode()
    assert ">2<" in text_of("village", "/quality/waiting/")
    listed = village.get("/quality/tasks/").content.decode()
    assert listed.count("脱贫户住着危房") == 2
    task = finding(1).tasks.get()
    village.post(f"/quality/tasks/{task.pk}/answer/", {"answer": "corrected"})
    page = village.get(f"/quality/findings/{finding(1).pk}/").content.decode()
    assert "已改正，等新导出验证" in page
    wrong = village.post(f"/quality/tasks/{task.pk}/answer/", {"answer": "corrected"}, follow=True)
    assert "不用再答复" in wrong.content.decode()
    called = county.post(f"/quality/tasks/{finding(2).tasks.get().pk}/call-back/", follow=True)
    assert "已收回" in called.content.decode()


def test_two_thousand_are_sent_at_once(
    upload: Upload, client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    upload(*(home(n, **DANGEROUS) for n in range(2000)))
    said = {"level": "village", "due_on": str(localdate()), "every": "yes"}
    client = client_of("county")
    with django_assert_max_num_queries(80):
        text = client.post("/quality/findings/send/", said).content.decode()
    assert "派下去 2000 处" in text


def test_the_list_comes_as_excel(upload: Upload, client_of: ClientOf) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    upload(home(1, **DANGEROUS))
    response = client_of("township").get("/quality/findings/export/")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.values)
    assert rows[1][:2] == ("1_02_001", "脱贫户住着危房，没有纳入监测")
    assert client_of("village").get("/quality/findings/export/").status_code == 403


def test_the_demonstration_sends_a_township_only_what_is_its_own(
    upload: Upload, user_of: UserOf
) -> None:
    elsewhere = (home(n, **DANGEROUS, 乡="兴隆镇", 村="川口村") for n in range(3, 16))
    upload(home(1, **DANGEROUS), home(2, **DANGEROUS, 村="吉强村"), *elsewhere)
    county, township, village = map(user_of, ("county", "township", "village"))
    send_some_down(county, township, village)
    sent = Task.objects.all()
    assert sent
    assert all(task.area.startswith(township.area[:9]) for task in sent)
