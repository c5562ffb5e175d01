"""Sharing out a fund among few and among many counties, with limits that pull against it.

    python -m benchmarks.allocation

Counties, needs and limits are made up: groups of a third of the counties each, floors and caps
by last year, averages of groups against the others, parts of the total. Each size is shared
out several times with other numbers; quote the medians. Seconds are those of the clock, and
beside them those of the processor, which count where others use the machine too. The aims
are 0.1 seconds for 22 counties with 6 limits and 5 seconds for 2,800 with 40.
"""

import argparse
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any

from luoshi.allocation import Allocation, County, Inputs, Members, Wanted, allocate
from luoshi.pack.allocation import Scheme

SOURCE = "编的"
FACTORS = ("人口", "收入", "村", "成绩")
SIZES = ((22, 6, 0.1), (2_800, 40, 5.0))


def main() -> None:
    arguments = _arguments()
    for counties, limits, aim in SIZES:
        _share_out(counties, limits, 0)
        found = [_share_out(counties, limits, run) for run in range(1, arguments.runs + 1)]
        seconds, busy = median(one[0] for one in found), median(one[1] for one in found)
        moved = sum(sum(one.moved > 0 for one in done.constraints) for _, _, done in found)
        print(
            f"{counties:,} 个县 {limits} 条限制：中位数 {seconds:.3f} 秒，"
            f"其中处理器 {busy:.3f} 秒（目标 {aim} 秒以内），"
            f"起作用的限制平均 {moved / len(found):.1f} 条"
        )


def _share_out(counties: int, limits: int, seed: int) -> tuple[float, float, Allocation]:
    random = Random(seed)
    inputs = _inputs(counties, limits, random)
    scheme = _scheme(limits, random)
    started, busy = perf_counter(), process_time()
    found = allocate(scheme, inputs, 2023)
    return perf_counter() - started, process_time() - busy, found


def _inputs(counties: int, limits: int, random: Random) -> Inputs:
    places = tuple(County(f"{100_000 + i}", f"第{i}县") for i in range(counties))
    codes = [place.code for place in places]
    people = {code: Decimal(random.randint(20_000, 400_000)) for code in codes}
    figures: dict[Wanted, dict[str, Any]] = {
        Wanted("人口"): people,
        Wanted("收入"): {code: Decimal(random.randint(800_000, 2_500_000)) / 100 for code in codes},
        Wanted("村"): {code: Decimal(random.randint(10, 300)) for code in codes},
        Wanted("成绩"): {code: Decimal(random.randint(8_000, 9_900)) / 100 for code in codes},
        Wanted("金额"): {code: people[code] / 100 for code in codes},
        Wanted("金额", 1): {
            code: people[code] / 100 * Decimal(random.randint(85, 115)) / 100 for code in codes
        },
    }
    groups = {}
    for k in range(limits):
        some = frozenset(random.sample(codes, max(2, counties // 3)))
        groups[f"g{k}"] = Members(f"第{k}组", some)
        groups[f"not_g{k}"] = Members(f"第{k}组以外", frozenset(codes) - some)
    return Inputs(places, groups, figures)


def _scheme(limits: int, random: Random) -> Scheme:
    weights = zip(FACTORS, ("40", "20", "30", "10"), strict=True)
    return Scheme.model_validate(
        {
            "id": "made-up",
            "title": "编的资金",
            "unit": "万元",
            "smallest": "0.000001",
            "round_to": "1",
            "received": "金额",
            "source": SOURCE,
            "factors": [_factor(i, *one) for i, one in enumerate(weights)],
            "limits": list(_limits(limits, random)),
        }
    )


def _factor(i: int, text: str, weight: str) -> dict[str, Any]:
    gap = {"direction": "gap", "reference": _dated("26000"), "times": "人口"}
    rest = gap if text == "收入" else {}
    return {**_block(f"f{i}", text), "measure": text, "weights": _dated(weight), **rest}


def _limits(count: int, random: Random) -> Iterator[dict[str, Any]]:
    for k in range(count):
        shape = ("mean", "last_year", "per", "amount", "part")[k % 5]
        yield {**_block(f"l{k}", f"第{k}条"), **_limit(shape, k, random)}


def _limit(shape: str, k: int, random: Random) -> dict[str, Any]:
    where = {"where": f"g{k}"}
    match shape:
        case "mean":
            level = str(Decimal(random.randint(98, 104)) / 100)
            return {"kind": "mean", **where, "others": f"not_g{k}", "ratio": _dated(level)}
        case "per":
            level = str(Decimal(random.randint(98, 103)) / 100)
            others = {"others": f"not_g{k}", "per": "人口"}
            return {"kind": "mean", **where, **others, "ratio": _dated(level)}
        case "last_year":
            return {"kind": "last_year", "at_least": _dated("0.6"), "at_most": _dated("2.5")}
        case "amount":
            return {"kind": "amount", **where, "at_least": _dated(str(random.randint(150, 350)))}
        case _:
            return {"kind": "part", **where, "at_least": _dated("0.33")}


def _block(id_: str, title: str) -> dict[str, Any]:
    return {"id": id_, "title": title, "source": SOURCE}


def _dated(value: str) -> Sequence[dict[str, str]]:
    return [{"from": "2021-01-01", "value": value, "source": SOURCE}]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
