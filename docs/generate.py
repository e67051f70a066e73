"""Write the pages of docs/ that come from the declarations; `--check`: are they true still?"""

import sys
from collections.abc import Iterable
from pathlib import Path

from clipworth.measure.metrics.catalogue import METRICS
from clipworth.model.catalogue import TABLES
from clipworth.model.defaults import DEFAULTS
from clipworth.model.defaults.kinds import GRADE_MEANINGS
from clipworth.model.words import WORD_MEANINGS, Layer
from clipworth.sources.dates import languages
from clipworth.sources.registry import known, sources

HERE = Path(__file__).parent
MADE = "<!-- Made by `make docs` from the declarations; edit those. -->"


def rows(head: Iterable[str], body: Iterable[Iterable[object]]) -> str:
    """Write a table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in body)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def metrics() -> str:
    """Write the page of all numbers."""
    parts = ["# Every number\n", MADE + "\n"]
    words = ((word, meaning) for word, meaning in WORD_MEANINGS.items())
    parts += ["Whose word a number is:\n", rows(("word", "meaning"), words)]
    for layer in Layer:
        parts.append(f"## {layer.value.capitalize()}\n")
        for key, metric in METRICS.items():
            if metric.layer is not layer:
                continue
            facts = (
                f"unit: {metric.unit}; word: {metric.word}; over days: {metric.roll_up};"
                f" {metric.direction}."
            )
            parts.append(f"### {metric.label} (`{key}`)\n")
            parts.append(f"{metric.meaning}\n\nFormula: {metric.formula}\n\n{facts}\n")
    return "\n".join(parts)


def files() -> str:
    """Write the page of all files that are read."""
    parts = ["# Every file that is read\n", MADE + "\n"]
    for source in sources().values():
        fills = ", ".join(target.table for target in source.targets)
        parts.append(f"## {source.title} (`{source.key}`)\n\n{source.how} Fills: {fills}.\n")
        read_as: dict[tuple[str, ...], list[str]] = {}
        for column in source.columns:
            read_as.setdefault(column.headers, []).append(column.reader.name)
        columns = (
            (" / ".join(f"`{h}`" for h in headers), ", ".join(dict.fromkeys(names)))
            for headers, names in read_as.items()
        )
        parts.append(rows(("header", "read as"), columns))
    parts.append("## Recognised and not taken\n")
    parts.append(rows(("what", "why", "instead"), ((k.title, k.reason, k.remedy) for k in known())))
    parts.append("## Languages of dates without a year\n\n" + ", ".join(languages()) + ".\n")
    return "\n".join(parts)


def tables() -> str:
    """Write the page of the canonical tables."""
    parts = ["# Every table\n", MADE + "\n"]
    for table in TABLES.values():
        parts.append(f"## {table.name}\n\n{table.meaning} {table.grain.capitalize()}.")
        parts.append(f"Clock: {table.clock}.\n")
        fields = (
            (f"`{field.name}`" + (" (key)" if field.key else ""), field.unit, field.meaning)
            for field in table.fields
        )
        parts.append(rows(("column", "unit", "meaning"), fields))
    return "\n".join(parts)


def defaults() -> str:
    """Write the page of published numbers."""
    parts = ["# Every published number\n", MADE + "\n"]
    parts.append("The brand types over each by its key, under `[defaults]` in clipworth.toml.\n")
    parts.append(rows(("grade", "meaning"), GRADE_MEANINGS.items()))
    columns = ("key", "what", "value", "against", "sample", "source", "year", "grade")
    parts.append(
        rows(
            columns,
            (
                (
                    f"`{one.key}`",
                    one.label,
                    f"{one.value} {one.currency or one.unit}",
                    one.denominator,
                    one.sample,
                    f"[{one.source}]({one.address})" if one.address else one.source,
                    one.year or "not stated",
                    one.grade,
                )
                for one in DEFAULTS.values()
            ),
        )
    )
    return "\n".join(parts)


PAGES = {
    "metrics.md": metrics,
    "sources.md": files,
    "tables.md": tables,
    "defaults.md": defaults,
}


def main() -> int:
    """Write the pages, or with --check tell which are not true."""
    stale = []
    for name, page in PAGES.items():
        path, text = HERE / name, page().rstrip() + "\n"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"not true any more, run `make docs`: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
