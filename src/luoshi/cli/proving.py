"""Everything that is wrong with a pack, whichever part of the program proves it."""

from functools import partial
from pathlib import Path

from luoshi import modules
from luoshi.allocation import validation as allocation
from luoshi.assessment import validation as assessment
from luoshi.casework import validation as casework
from luoshi.demonstration.requirements import ALL_MODULES
from luoshi.obligations import validation as obligations
from luoshi.pack import PackError, Problem, load, validation
from luoshi.pack.validation_files import unread
from luoshi.supervision import validation as supervision
from luoshi.topics import validation as topics

PROOFS = (
    validation.check,
    obligations.check,
    allocation.check,
    assessment.check,
    supervision.check,
    casework.check,
    topics.check,
    partial(modules.check, modules=ALL_MODULES),
)
"""What is asked of a pack that could be loaded."""


def mistakes(folder: Path) -> list[Problem]:
    """All that does not hold of the pack in ``folder``, each once; empty for a proved pack.

    Names are only looked up once every file is of its form.
    """
    strays = unread(folder)
    try:
        pack = load(folder)
    except PackError as error:
        return [*error.problems, *strays]
    return [*dict.fromkeys(problem for proof in PROOFS for problem in proof(pack)), *strays]
