"""What was planted: the leads a screening must find, and no others."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from luoshi.demonstration.synthetic.columns import Ints, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext

SCHEMA = pa.schema(
    [
        ("规则", pa.string()),
        ("户编号", pa.string()),
        ("颜色", pa.string()),
        ("证件号码", pa.string()),
    ]
)


@dataclass(frozen=True)
class GroundTruth:
    """The risks planted in one county; of ``rules`` alone, those that the place has."""

    context: CountyContext
    rules: Collection[str]
    parts: list[pa.Table] = field(default_factory=list)

    def note(self, rule: str, homes: Ints, colours: Texts, persons: Ints | None = None) -> None:
        """Remember that a rule must call for these households, where the colour is not empty."""
        if rule not in self.rules:
            return
        called = colours != ""
        people = self.context.people
        ids = np.full(len(homes), "") if persons is None else people.ids[persons]
        columns = [
            np.full(int(called.sum()), rule),
            people.home_ids[homes[called]],
            colours[called],
            ids[called],
        ]
        self.parts.append(pa.table([pa.array(column) for column in columns], schema=SCHEMA))

    @property
    def rows(self) -> pa.Table:
        """All of it: rule, household, colour, and the person concerned where there is one."""
        return pa.concat_tables([SCHEMA.empty_table(), *self.parts])
