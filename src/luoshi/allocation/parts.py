"""What a part of the formula gives each county, and how that is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.allocation.inputs import Amounts, Code
from luoshi.allocation.results import StepKind
from luoshi.pack.allocation import Block


@dataclass(frozen=True)
class FormulaPart:
    """The amounts a block gives; a county it gives nothing is left out."""

    kind: StepKind
    block: Block
    amounts: Amounts
    words: Mapping[Code, str]
