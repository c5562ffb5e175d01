"""How fast a threshold trial answers on a whole province, and a county's worklist opens.

    python -m benchmarks.casework --people 2500000

The targets: a moved threshold is answered in under 1 second, for every rule that has one; the
worklist of a county with 50,000 open cases opens in under 300 ms at the 95th percentile, over
lists, pages, orders, filters and searches as people mix them. On two cores with SQLite, or the
database of ``LUOSHI_DATABASE``. The province is made once and kept under --home; its leads are
published and half of their cases found true or false, so that a trial has a past to look at.
"""

import argparse
import os
import random
import statistics
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import django
from rich.console import Console
from rich.table import Table as Printed

COUNTY, TOWNSHIP = "640422", "640422100"
REQUESTS = 200
TRIAL_LIMIT, LIST_LIMIT = 1.0, 0.3


def main() -> None:
    arguments = _arguments()
    home = arguments.home / str(arguments.people)
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.site.settings"}
    django.setup()
    _prepare(home, arguments.people, arguments.cases)
    printed = Printed("", "seconds", "limit", title=f"{arguments.people:,} people")
    _add_trials(printed)
    _add(printed, "worklist page", sorted(worklists(arguments.requests)), LIST_LIMIT)
    _add(printed, "statistics page", sorted(pages("/cases/statistics/?by=risk", 5)), None)
    _add(printed, "report cards", sorted(pages("/cases/rules/", 3)), None)
    Console().print(printed)


def _prepare(home: Path, people: int, cases: int) -> None:
    """Make the province, publish its leads and open their cases, and fill the worklists."""
    from django.core.management import call_command

    from luoshi.site.processes.models import Case

    call_command("migrate", verbosity=0)
    if not (home / "province").exists():
        print(f"造 {people:,} 人的省：{seconds(lambda: province(people)):.0f} 秒", flush=True)
        (home / "province").touch()
    if not Case.objects.exists():
        print(f"筛查、发布、立项：{seconds(publish):.0f} 秒", flush=True)
        print(f"一县 {cases:,} 件在办：{seconds(lambda: fill(cases)):.0f} 秒", flush=True)


def province(people: int) -> None:
    from benchmarks._day import DEMO_DAY
    from luoshi import pack
    from luoshi.demonstration.synthetic.loading import load_warehouse
    from luoshi.site import sources

    load_warehouse(sources.warehouse(), pack.load(), people, 26, DEMO_DAY)


def publish() -> None:
    """Publish the leads of the demonstration's day and judge half of their cases."""
    from benchmarks._day import DEMO_DAY
    from luoshi.batches import batched
    from luoshi.site.casework.services.rounds import run_round
    from luoshi.site.monitoring.choices import Finding
    from luoshi.site.monitoring.models import Lead
    from luoshi.site.processes.models import Case

    found = run_round(DEMO_DAY, on=DEMO_DAY)
    print(f"{found.screening.lead_count:,} 条线索，立项 {found.received.opened:,} 件")
    later = DEMO_DAY + timedelta(9)
    cases = Case.objects.filter(process="monitoring")
    confirmed = {"confirmed_on": later}
    dismissed = {"closed_on": later, "phase": "closed", "stage": "dismissed", "ending": "sound"}
    for rest, seen, finding in ((0, confirmed, Finding.TRUE), (1, dismissed, Finding.FALSE)):
        judged = (pk for pk in cases.values_list("pk", flat=True) if pk % 4 == rest)
        for some in batched(list(judged)):
            Case.objects.filter(pk__in=some).update(**seen)
            leads = Lead.objects.filter(ties__case__in=some)
            Lead.objects.filter(pk__in=list(leads.values_list("pk", flat=True))).update(
                finding=finding, looked_on=later
            )


def fill(open_cases: int) -> None:
    """Open cases of one county, as many again elsewhere, and as many closed."""
    from luoshi.batches import BATCH
    from luoshi.site.processes.models import Case

    chance, inside, outside = random.Random(1), villages(COUNTY), villages("")
    rows = [
        *(made_up(n, chance.choice(inside), chance, False) for n in range(open_cases)),
        *(made_up(n, chance.choice(outside), chance, False) for n in range(open_cases)),
        *(made_up(n, chance.choice(outside), chance, True) for n in range(open_cases)),
    ]
    for number, row in enumerate(rows):
        row.subject = row.household = f"B{number:08d}"
    Case.objects.bulk_create(rows, BATCH)


def made_up(number: int, village: str, chance: random.Random, closed: bool) -> Any:
    """A case somewhere on its way, with classes and risks as they are found."""
    from benchmarks._day import DEMO_DAY
    from luoshi import pack
    from luoshi.site.processes.choices import Source
    from luoshi.site.processes.models import Case

    process = pack.load().processes["monitoring"]
    stages = [stage for stage in process.stages if (stage.owner is None) is closed]
    stage, day = chance.choice(stages), DEMO_DAY - timedelta(chance.randrange(500))
    codes = {name: [i.name for i in pack.load().codes[name].items] for name in CODES}
    kind, *risks = (chance.choice(codes[name]) for name in (CODES[0], CODES[1], CODES[1]))
    return Case(
        process=process.id,
        head=f"马{number % 9973}",
        village=village,
        source=chance.choice(Source.values),
        about="医疗费用负担重、住房不安全",
        stage=stage.id,
        phase=stage.phase.value,
        ending=stage.end.value if stage.end else "",
        owner=stage.owner.value if stage.owner else "",
        since=day,
        due_on=day + timedelta(chance.randrange(60)) if stage.clock else None,
        returned=number % 17 == 0,
        urgent=number % 101 == 0,
        kind=kind,
        risks=f",{','.join(dict.fromkeys(risks))},",
        version=chance.randrange(1, 9),
        opened_on=day,
        closed_on=day + timedelta(90) if closed else None,
    )


CODES = ("monitored_kinds", "risk_kinds")


def villages(prefix: str) -> list[str]:
    from luoshi import pack
    from luoshi.areas import Level

    every = (area.code for area in pack.load().areas.at_level(Level.VILLAGE))
    return [code for code in every if code.startswith(prefix)]


def client(role: str, area: str = "") -> Any:
    from django.test import Client

    from luoshi.site.accounts.models import User

    name = f"{role}{area}"
    user, _ = User.objects.get_or_create(username=name, defaults={"role": role, "area": area})
    found = Client()
    found.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return found


def get(asker: Any, url: str) -> None:
    answer = asker.get(url, headers={"host": "localhost"})
    assert answer.status_code == 200, (url, answer.status_code)
    b"".join(answer) if answer.streaming else answer.content


def _add_trials(printed: Printed) -> None:
    """Open each rule's page, then move each of its thresholds."""
    asker, opened, times = client("province"), {}, {}
    get(asker, "/cases/")
    for rule, queries in moved():
        url = f"/cases/rules/{rule}/"
        opened[rule] = seconds(lambda url=url: get(asker, url))  # type: ignore[misc]
        for query in queries:
            asked = f"{url}?{query}"
            times[f"{rule} {query}"] = seconds(lambda url=asked: get(asker, url))  # type: ignore[misc]
    _add_timed(printed, f"rule's page opened ({len(opened)} rules)", opened, None)
    _add_timed(printed, f"threshold trial ({len(times)} thresholds)", times, TRIAL_LIMIT)


def _add_timed(printed: Printed, title: str, times: dict[str, float], limit: float | None) -> None:
    _add(printed, title, sorted(times.values()), limit)
    slowest = max(times, key=lambda name: times[name])
    printed.add_row(f"the slowest is {slowest}", f"{times[slowest]:.3f}", "")


def moved() -> Iterator[tuple[str, list[str]]]:
    """Each rule that has thresholds, with each of them moved a little."""
    from benchmarks._day import DEMO_DAY
    from luoshi import pack
    from luoshi.screening.threshold_trial import knobs

    for rule in pack.load().rules:
        queries = []
        for knob in knobs(rule, DEMO_DAY, {}):
            value = Decimal(knob.value.value)
            tried = value + 1 if value == value.to_integral_value() else value * Decimal("1.1")
            queries.append(f"{knob.parameter.id}={tried}")
        if queries:
            yield rule, queries


def worklists(requests: int) -> Iterator[float]:
    """Seconds of each request: mostly lists and pages, some filters, orders and searches."""
    askers = [client("county", f"{COUNTY}000000")] * 3 + [client("township", f"{TOWNSHIP}000")]
    chance = random.Random(2)
    kinds = [
        *[lambda: "tab=mine"] * 4,
        *[lambda: "tab=late"] * 2,
        lambda: "tab=back",
        *[lambda: f"tab=all&page={chance.randrange(1, 200)}"] * 4,
        lambda: f"tab=below&page={chance.randrange(1, 20)}",
        lambda: "tab=all&sort=-opened",
        lambda: "tab=all&sort=head",
        lambda: "tab=all&phase=help&source=report",
        lambda: "tab=all&kind=边缘易致贫户",
        lambda: "tab=all&risk=因病",
        lambda: f"tab=all&q=B{chance.randrange(50_000):08d}",
        lambda: f"tab=all&q=马{chance.randrange(10_000)}",
        lambda: "tab=closed",
    ]
    for number in range(requests):
        url = f"/cases/?{kinds[number % len(kinds)]()}"
        asker = chance.choice(askers)
        yield seconds(lambda url=url, asker=asker: get(asker, url))  # type: ignore[misc]


def pages(url: str, times: int) -> Iterator[float]:
    asker = client("province")
    for _ in range(times):
        yield seconds(lambda: get(asker, url))


def _add(printed: Printed, title: str, times: list[float], limit: float | None) -> None:
    printed.add_row(f"{title}, median", f"{statistics.median(times):.3f}", "")
    if limit is not None:
        p95 = times[min(int(len(times) * 0.95), len(times) - 1)]
        printed.add_row(f"{title}, p95", f"{p95:.3f}", f"{limit}")
    printed.add_row(f"{title}, slowest", f"{times[-1]:.3f}", "")


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500_000)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/casework"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
