"""How long `clipworth --help` takes beside importing typer alone: at most 4 ×."""

from timing import clipworth, medians, python, say


def main() -> None:
    """Measure and print."""
    seconds = medians(
        {
            "python -c 'import typer'": python("-c", "import typer"),
            "clipworth --help": clipworth("--help"),
        }
    )
    say("help", seconds, "clipworth --help", "python -c 'import typer'", 4)


if __name__ == "__main__":
    main()
