"""The day of the demonstration."""

from luoshi.demonstration.synthetic import load_setting
from luoshi.pack import default_folder

DEMO_DAY = load_setting(default_folder()).day
