"""How much a household may spend before any rule calls."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Floats
from luoshi.demonstration.synthetic.county_context import CountyContext


def spending_room(context: CountyContext) -> Floats:
    """Yuan each household may pay for medicine before any rule calls.

    Half of what rigid spending may come to is left for schooling.
    """
    number, status = context.values.number, context.status
    share = np.where(
        status.watched, number("medical_lifted_share"), number("medical_ordinary_share")
    )
    burden = number("rural_income_last_year") * share
    rigid = number("rigid_yellow_share") * status.income * context.people.sizes / 2
    return np.where(status.registered, np.minimum(burden, rigid), burden)
