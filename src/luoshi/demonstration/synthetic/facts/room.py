"""How much a household may spend before any rule calls."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Floats
from luoshi.demonstration.synthetic.scene import Scene


def spending_room(scene: Scene) -> Floats:
    """Yuan each household may pay for medicine before any rule calls.

    Half of what rigid spending may come to is left for schooling.
    """
    number, standing = scene.values.number, scene.standing
    share = np.where(
        standing.watched, number("medical_lifted_share"), number("medical_ordinary_share")
    )
    burden = number("rural_income_last_year") * share
    rigid = number("rigid_yellow_share") * standing.income * scene.people.sizes / 2
    return np.where(standing.registered, np.minimum(burden, rigid), burden)
