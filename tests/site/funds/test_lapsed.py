"""After the notice a scheme is tried, sent and signed only with what lapsed said out loud."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from docx import Document

from luoshi import pack
from luoshi.allocation import Inputs
from luoshi.allocation.changes import changes_of
from luoshi.allocation.lapsing import lapses
from luoshi.allocation.papers.excel import write_excel
from luoshi.allocation.papers.word import write_word
from luoshi.allocation.sheet import AllocationSheet
from luoshi.site.accounts.models import User
from luoshi.site.funds import services
from luoshi.site.funds.actions import Propose, SaveScenario, Sign
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.funds.views.papers import signatures_of

from .conftest import made_up

pytestmark = pytest.mark.django_db

SCHEME, YEAR = "2021-26/environment-central", 2026
SAID = {"total": "20000", "without_lapsed": "1"}


@pytest.fixture(autouse=True)
def after_the_notice(figures: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the records say, and what of the scheme has lapsed by the year."""

    def inputs(scheme: str, year: int, stamp: object) -> Inputs:
        found = made_up(pack.load().schemes[scheme], year)
        lapsed = lapses(pack.load(), pack.load().schemes[scheme], year)
        return Inputs(found.counties, found.groups, found.figures, lapsed)

    monkeypatch.setattr(services, "_inputs", inputs)


def save(user: User, **said: str) -> Scenario:
    changes = changes_of(pack.load().schemes[SCHEME], YEAR, said)
    return SaveScenario(user, changes, YEAR, "2026 年测算").execute()


def told() -> list[str]:
    return [one.text for one in lapses(pack.load(), pack.load().schemes[SCHEME], YEAR)]


def test_a_draft_that_says_nothing_of_it_is_refused_with_the_list(proposer: User) -> None:
    with pytest.raises(ValidationError) as caught:
        save(proposer, total="20000")
    assert caught.value.messages[1:] == told()
    assert not Scenario.objects.exists()


def test_a_draft_made_before_is_not_sent(proposer: User) -> None:
    kept = save(proposer, **SAID)
    Scenario.objects.update(changes={"total": "20000"})
    with pytest.raises(ValidationError, match="已经到期"):
        Propose(proposer, kept).execute()


def signed(proposer: User, signer: User) -> Plan:
    proposed = Propose(proposer, save(proposer, **SAID)).execute()
    return Sign(signer, proposed, proposed.digest).execute()


def test_what_is_signed_says_what_was_left_out(proposer: User, signer: User) -> None:
    plan = signed(proposer, signer)
    sheet = AllocationSheet.model_validate(plan.sheet)
    assert list(sheet.lapsed) == told()
    assert not sheet.bound


def test_what_is_not_told_in_the_sheet_is_not_signed(proposer: User, signer: User) -> None:
    proposed = Propose(proposer, save(proposer, **SAID)).execute()
    sheet = AllocationSheet.model_validate(proposed.sheet).model_copy(update={"lapsed": ()})
    Scenario.objects.update(sheet=sheet.document(), digest=sheet.digest)
    with pytest.raises(ValidationError, match="退回重新测算"):
        Sign(signer, proposed, sheet.digest).execute()
    assert not Plan.objects.exists()


def test_the_papers_say_it(proposer: User, signer: User) -> None:
    plan = signed(proposer, signer)
    sheet, word, book = AllocationSheet.model_validate(plan.sheet), BytesIO(), BytesIO()
    write_word(word, sheet, signatures_of(plan))
    lines = [one.text for one in Document(word).paragraphs]
    assert "四、已经到期、没有计入的内容" in lines
    assert all(any(text in line for line in lines) for text in told())
    write_excel(book, sheet, signatures_of(plan))
    rows = [*openpyxl.load_workbook(book)["依据与办法"].iter_rows(values_only=True)]
    assert [row[1] for row in rows if row[0] == "已到期，没有计入"] == told()


def test_the_pages_say_it(proposer: User, signer: User, client_of: Callable[..., Client]) -> None:
    client = client_of("province")
    url = f"/funds/{SCHEME}/{YEAR}/"
    page = client.get(url)
    assert page.context["refused"][1:] == told()
    assert 'name="without_lapsed"' in page.content.decode()
    shown = client.get(f"{url}?total=20000&without_lapsed=1").content.decode()
    assert "已经到期、没有计入的" in shown
    assert "都做到" not in shown
    plan = signed(proposer, signer)
    for address in ("/funds/", f"/funds/plans/{plan.pk}/"):
        text = client_of("county").get(address).content.decode()
        assert "处到期未计" in text
        assert "没有限制在约束" in text
