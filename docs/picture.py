"""Draw docs/overview.svg: the overview of a demo workspace, as a terminal shows it."""

import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH, LINES = 112, 62


def main() -> None:
    """Draw the first lines of the overview of the workspace that is named."""
    command = [sys.executable, "-m", "clipworth", "-w", sys.argv[1], "show", "overview"]
    environment = {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    console = Console(record=True, width=WIDTH, file=sys.stderr, quiet=False)
    console.print(Text.from_ansi("\n".join(shown.stdout.splitlines()[:LINES])))
    drawn = console.export_svg(title="clipworth show overview")
    # The picture must not fetch fonts from anywhere.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code", "Menlo")
    Path(__file__).with_name("overview.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
