"""The recipes for a ledger and a process, each followed once and then used on the site."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from recipes import followed
from small_province import DAY, DAYING, PEOPLE, Province, household, resident

from luoshi.pack import load
from luoshi.site.accounts.models import User
from luoshi.site.casework.services.rounds import open_cases
from luoshi.site.ledgers.models import Record
from luoshi.site.monitoring.services.publishing import publish
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.models import Case


@pytest.fixture(autouse=True)
def pack_of_the_recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack in which the recipes were followed is the one in use."""
    monkeypatch.setenv("LUOSHI_PACK", str(followed()))


@pytest.mark.django_db
def test_a_row_is_stored_in_the_new_ledger(client_of: Callable[..., Client]) -> None:
    client = client_of("township")
    page = client.get("/ledgers/pipe_works/")
    assert page.status_code == 200
    assert "入户水管更换" in page.content.decode()
    cells = {"年度": "2025", "行政村": DAYING, "换管户数": "12", "换管投资": "3.5"}
    fields = load().tables["pipe_works"].columns
    form = {f"c{place}": cells.get(column.name, "") for place, column in enumerate(fields)}
    client.post("/ledgers/pipe_works/add/", form)
    record = Record.objects.get(ledger="pipe_works")
    assert record.data == {"年度": "2025", "行政村": DAYING, "换管户数": "12", "换管投资": "3.50"}


@pytest.mark.django_db
def test_a_case_of_the_new_kind_is_opened_and_done(
    own_home: Path, user_of: Callable[..., User]
) -> None:
    province = Province.at(own_home)
    province.store("households", *map(household, ("H1001", "H1002", "H2001")))
    province.store("residents", *map(resident, PEOPLE))
    province.store("water", {"户编号": "H1001", "断水开始日期": DAY.replace(month=3)})
    publish(province.pack, province.screen(DAY), province.engine)
    open_cases(DAY, DAY)
    case = Case.objects.get(process="pipe-repair")
    assert (case.household, case.stage) == ("H1001", "asked")

    def move(role: str, id_: str, **cells: Any) -> None:
        MakeMove(case, user_of(role), id_, day=DAY, cells=cells).execute()
        case.refresh_from_db()

    move("village", "send")
    move("township", "change", 换管日期=DAY.isoformat(), 换管长度="12")
    assert (case.stage, case.closed_on) == ("changed", DAY)
