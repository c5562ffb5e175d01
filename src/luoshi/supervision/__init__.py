"""Following matters up (督办): where each stands by what was done, its lights, and the bulletin."""

from luoshi.supervision.lights import Change, Light, Steps, light_on, lights_log
from luoshi.supervision.matters import Kind, Move, Standing, may_follow, standing

__all__ = [
    "Change",
    "Kind",
    "Light",
    "Move",
    "Standing",
    "Steps",
    "light_on",
    "lights_log",
    "may_follow",
    "standing",
]
