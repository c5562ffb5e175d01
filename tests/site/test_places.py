"""Every page of a place answers, whatever its pack does without, and no link leads nowhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from crawling import Crawl
from django.test import Client
from django.urls import resolve
from every_address import Address, addresses, whole
from project_cases import put_down
from small_province import DAY, built

from luoshi import modules
from luoshi.demonstration.synthetic.loading import load_warehouse
from luoshi.ids import own
from luoshi.modules import MODULES, modules_of
from luoshi.pack import Pack, default_folder, load
from luoshi.pack.loading import shipped_packs
from luoshi.pack.opening import open_warehouse
from luoshi.screening import Screening, screen
from luoshi.site.accounts.models import User
from luoshi.site.casework.services.rounds import open_cases
from luoshi.site.modules import is_on, module_of_page
from luoshi.site.monitoring.services.publishing import publish
from luoshi.site.rights import Role
from luoshi.warehouse.engine import Engine, open_engine
from packs import helping, minimal, sharing

UserOf = Callable[..., User]
ClientOf = Callable[..., Client]

SESSION = ("account/login/", "account/logout/")
"""Addresses that end or change who is asking."""

CODES = {"county": "640422000000", "township": "640422100000", "village": "640422100201"}
EXAMPLE_CODES = {"county": "990121000000", "township": "990121100000", "village": "990121100200"}
OTHER_CODES = {"county": "530121000000", "township": "530121100000", "village": "530121100200"}


EVERY = frozenset(module.id for module in MODULES)


@dataclass(frozen=True)
class Place:
    """A place to try: its pack, where its accounts stand, and which modules it does without."""

    pack: Callable[[Path], Path]
    off: frozenset[str] = frozenset()
    areas: Mapping[str, str] = field(default_factory=lambda: CODES)
    unit: str = "自然资源厅"


PLACES = {
    "shipped": Place(lambda folder: default_folder()),
    "helping": Place(helping, frozenset({"projects", "quality", "allocation"})),
    "sharing": Place(sharing, frozenset({"screening", "casework", "needs", "campaigns", "incomes",
                                         "national", "intake", "duties"})),
    "example": Place(lambda folder: shipped_packs() / "example",
                     frozenset({"needs", "national", "projects", "quality"}), EXAMPLE_CODES),
    "minimal": Place(minimal, EVERY - {"obligations", "ledgers", "deliveries"}, OTHER_CODES),
}  # fmt: skip


@pytest.fixture(params=PLACES)
def place(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    shared_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    user_of: UserOf,
) -> Place:
    """A place whose site runs, with leads, cases and a project where it has such things."""
    found = PLACES[request.param]
    folder = found.pack(tmp_path / "pack")
    home = shared_home if folder == default_folder() else tmp_path / "home"
    monkeypatch.setenv("LUOSHI_PACK", str(folder))
    monkeypatch.setenv("LUOSHI_HOME", str(home))
    running = modules_of(load())
    if "screening" in running:
        publish(*screened(home))
        open_cases(DAY, DAY)
    if "projects" in running:
        put_down(user_of("province"))
    return found


def screened(home: Path) -> tuple[Pack, Screening, Engine]:
    """What there is to publish: of the usual households, or of some made up where they live."""
    if load().folder == shipped_packs() / "example":
        warehouse = open_warehouse(load(), home)
        load_warehouse(warehouse, load(), 1000, 1, DAY)
        engine = open_engine(warehouse)
        return load(), screen(load(), engine, DAY), engine
    province, screening = built(home)
    return province.pack, screening, province.engine


def pieces(place: Place) -> Mapping[str, Mapping[str, object]]:
    """What stands in addresses: real things of the pack where it has them, else of no place."""
    pack = load()
    return {
        "": {
            "pk": 1, "entry": 1, "record": 1, "place": 0, "number": 1, "year": 2024,
            "notice_id": next(iter(pack.notices)), "clause_id": "1.1", "proposal_id": "none",
            "obligation_id": own(next(iter(pack.obligations))), "code": place.areas["county"][:6],
            "name": place.unit, "village": place.areas["village"],
            "ledger": next(id_ for id_, one in pack.tables.items() if one.home == "ledger"),
            "table": next(id_ for id_, one in pack.tables.items() if one.home == "dataset"),
            "topic_id": next(iter(pack.topics), "none"), "watch_id": "none",
            "scheme_id": own(next(iter(pack.schemes), "none")),
            "duty": next(iter(pack.duties), "none"), "rule": next(iter(pack.rules), "none"),
            "item": "none", "kind": "accept", "move": "dispatch", "ledger_id": "none",
            "id_": next(iter(pack.parameters)),
        }
    }  # fmt: skip


def test_a_place_has_the_modules_its_pack_has_and_no_others(place: Place) -> None:
    assert modules.check(load()) == []
    assert EVERY - modules_of(load()) == place.off


def test_every_page_answers_and_no_link_leads_nowhere(place: Place, client_of: ClientOf) -> None:
    wrong = []
    for client in clients(place, client_of):
        wrong += Crawl(client).follow("/").broken
        every = (one for one in addresses(pieces(place)) if one.route not in SESSION)
        wrong += [found for address in every for found in amiss(client, address)]
    assert "\n".join(wrong) == ""


def clients(place: Place, client_of: ClientOf) -> Iterator[Client]:
    """Who is logged in nowhere, then an account of each role."""
    yield Client(raise_request_exception=False)
    for role in Role:
        client = client_of(role, place.areas.get(role, ""), place.unit)
        client.raise_request_exception = False
        yield client


def amiss(client: Client, address: Address) -> Iterator[str]:
    """What is wrong with how an address answers: of what is off, it says so."""
    url = address.url()
    response = client.get(url)
    text, module = whole(response).decode(errors="replace"), module_of_page(resolve(url))
    if response.status_code >= 500:
        yield f"{url}: {response.status_code} {getattr(response, 'exc_info', '')}"[:600]
    elif not is_on(module) and response.status_code == 404 and "没有启用" not in text:
        yield f"{url}: 404 without a word"
    elif not is_on(module) and response.status_code not in (302, 403, 404):
        yield f"{url}: {response.status_code}, and the module is off"
