"""Run benchmarks by name: ``python -m benchmarks screening status``; without a name, all of them.

Each also runs by itself with options of its own, such as ``python -m benchmarks.screening --help``.
"""

import subprocess
import sys
from pathlib import Path

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))


def main() -> None:
    chosen = sys.argv[1:] or NAMES
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        sys.exit(f"没有名为 {'、'.join(unknown)} 的测速；有：{'、'.join(NAMES)}")
    for name in chosen:
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
