"""No text that is stored holds an ID number: none gets in, and those from before are masked."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from casework_cases import TODAY, VILLAGE
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone

from luoshi.ledgers.row_facts import SEPARATOR
from luoshi.site.accounts.models import User
from luoshi.site.audit.models import Event as LogEvent
from luoshi.site.audit.services import Action, record
from luoshi.site.casework.models import Campaign
from luoshi.site.fields import Masked
from luoshi.site.funds.models import Scenario
from luoshi.site.ledgers.models import Record, Revision
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.storage import plain_name

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NUMBER, OLD = "11010519491231002X", "110105491231002"
WRITTEN = f"13995123456 {NUMBER}，{OLD}"
MASKED = "13995123456 110105****2X，110105****02"

CODED = {
    *("id", "ledger", "area", "county", "key", "file", "sha256", "state", "action", "holder"),
    *("folder", "step", "rule", "facts", "table", "group", "township", "village", "household"),
    *("kind", "level", "condition", "severity", "scheme", "digest", "number", "fact", "risk"),
    *("department", "clause", "unit", "process", "subject", "matter", "source", "stage", "phase"),
    *("owner", "risks", "move", "before", "after", "role", "comparison", "phone", "proxy_phone"),
    *("ClosingAccount.notice", "Round.notice", "place", "item", "origin", "urgency"),
    *("trouble", "target", "password", "username", "first_name", "last_name", "email"),
    *("Edition.about", "Record.words", "Record.personal"),
    *("Delivery.batch", "Entry.parameter", "Entry.value"),
    *("DraftDecision.notice", "DraftDecision.proposal", "Preview.parameter", "Preview.value"),
}
"""Columns that hold codes, names of places, or what is made of columns that are masked."""


def site_models() -> list[type[models.Model]]:
    ours = (one for one in apps.get_app_configs() if one.name.startswith("luoshi."))
    return [model for app in ours for model in app.get_models()]


def test_every_column_of_text_is_masked_or_coded() -> None:
    texts = [
        (model.__name__, field.name)
        for model in site_models()
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, Masked)
        and not field.choices
        and not CODED & {field.name, f"{model.__name__}.{field.name}"}
    ]
    assert not texts


def test_no_way_of_writing_lets_one_in() -> None:
    def campaign(title: str) -> Campaign:
        return Campaign(process="p", title=title, group="g", start=TODAY, due_on=TODAY)

    saved = campaign(WRITTEN)
    saved.save()
    assert saved.title == MASKED
    (many,) = Campaign.objects.bulk_create([campaign(WRITTEN)])
    updated = Campaign.objects.create(process="p", title="", group="g", start=TODAY, due_on=TODAY)
    Campaign.objects.filter(pk=updated.pk).update(title=WRITTEN)
    saved.reason = WRITTEN
    Campaign.objects.bulk_update([saved], ["reason"])
    rows = Campaign.objects.values_list("title", "reason")
    assert sorted(rows) == sorted([(MASKED, MASKED), (MASKED, ""), (MASKED, "")])
    assert many.title == MASKED


def test_nor_does_a_name_typed_to_log_in(client: Client) -> None:
    for _ in range(5):
        client.post("/account/login/", {"username": NUMBER, "password": "wrong"})
    assert {*LogEvent.objects.values_list("username", flat=True)} == {"110105****2X"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT username, get_data, post_data, path_info FROM axes_accessattempt")
        assert NUMBER not in str(cursor.fetchall())


def test_no_account_has_one_for_a_name() -> None:
    for name in (NUMBER, NUMBER.lower(), OLD):
        with pytest.raises(ValidationError, match="不能是证件号码"):
            User.objects.create_user(name)


def test_a_file_is_not_named_by_one() -> None:
    assert plain_name(f"甲/{NUMBER}.xlsx") == "110105****2X.xlsx"
    assert NUMBER[8:] not in plain_name(NUMBER + "长" * 185 + ".xlsx")


def opened(about: str) -> Case:
    subject = Subject(VILLAGE, "H1", "马志明")
    return open_case("monitoring", subject, Source.REPORT, TODAY, about=about)[0]


def history(model: type[models.Model]) -> type[models.Model]:
    """A model as migrations see it."""
    label = model._meta.app_label
    state = MigrationLoader(connection).project_state([(label, "0002_mask_texts")])
    return state.apps.get_model(label, model.__name__)


def stored(model: type[models.Model], pk: int, **columns: object) -> None:
    """Bring into a row what was stored before, past the model."""
    history(model)._default_manager.filter(pk=pk).update(**columns)


def migrate(label: str) -> None:
    """Run the steps that mask an app's texts."""
    migration = import_module(f"luoshi.site.{label}.migrations.0002_mask_texts").Migration
    state = MigrationLoader(connection).project_state([(label, "0002_mask_texts")])
    for step in migration.operations:
        step.code(state.apps, SimpleNamespace(connection=connection))


def test_events_and_cases_stored_before_are_masked() -> None:
    case = opened("住院")
    step = case.events.get()
    cells = {"主要困难": WRITTEN, "电话": "13995123456"}
    stored(Case, case.pk, about=WRITTEN, facts=cells)
    stored(Event, step.pk, note=WRITTEN, data=cells)
    migrate("processes")
    kept, told = Case.objects.get(), Event.objects.get()
    assert (kept.about, kept.facts) == (MASKED, {**cells, "主要困难": MASKED})
    assert (told.note, told.data) == (MASKED, {**cells, "主要困难": MASKED})
    assert (told.at, told.number, told.move) == (step.at, step.number, step.move)


def test_so_are_the_log_and_what_scenarios_say() -> None:
    event = record(Action.LOG_IN_FAILED, user=None, username="甲", target="6401061012060001 户")
    stored(LogEvent, event.pk, username=WRITTEN)
    migrate("audit")
    kept = LogEvent.objects.get()
    assert (kept.username, kept.target, kept.at) == (MASKED, event.target, event.at)
    changes = {"total": "1101054912310", "officer:x": WRITTEN, "reason:x": OLD}
    scenario = Scenario.objects.create(scheme="s", year=2025, title="甲", changes=changes)
    stored(Scenario, scenario.pk, note=WRITTEN)
    migrate("funds")
    scenario.refresh_from_db()
    assert scenario.note == MASKED
    assert scenario.changes == {**changes, "officer:x": MASKED, "reason:x": "110105****02"}


def test_so_are_ledgers_with_their_history_and_keys() -> None:
    now, home = timezone.now(), "6401061012060001"
    data = {"县": "640422000000", "事项名称": WRITTEN, "事项日期": "2025-01-05"}
    row = Record.objects.create(
        ledger="minning",
        key=SEPARATOR.join(["640422000000", "", WRITTEN, "2025-01-05"]),
        data=data,
        words=f"640422000000 西吉县\n{WRITTEN}\n2025-01-05",
        created_at=now,
        changed_at=now,
    )
    other = Record.objects.create(
        ledger="household_duty", key=home, data={"户编号": home}, created_at=now, changed_at=now
    )
    Revision.objects.create(record=row, ledger="minning", number=1, at=now, after=data)
    migrate("ledgers")
    masked = {**data, "事项名称": MASKED}
    row.refresh_from_db()
    assert (row.data, Revision.objects.get().after) == (masked, masked)
    assert row.words == f"640422000000 西吉县\n{MASKED}\n2025-01-05"
    assert row.key == SEPARATOR.join(["640422000000", "", MASKED, "2025-01-05", str(row.pk)])
    assert Record.objects.filter(pk=other.pk, key=home, data={"户编号": home}).exists()


def test_masking_again_changes_nothing() -> None:
    case = opened(WRITTEN)
    before = Case.objects.filter(pk=case.pk).values().get()
    migrate("processes")
    assert Case.objects.filter(pk=case.pk).values().get() == before
