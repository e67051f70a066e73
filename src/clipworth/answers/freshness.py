"""How fresh each source is."""

from clipworth.model.answers import AnswerTable, Row, Shown
from clipworth.model.units import DAY, TEXT, counted
from clipworth.store.engine import Store, sql_file

_COLUMNS = (
    Shown("source", "Key", TEXT),
    Shown("title", "Source", TEXT),
    Shown("files", "Files", counted("file")),
    Shown("as_of", "Known as of", DAY),
    Shown("first_day", "First day", DAY),
    Shown("last_day", "Last day", DAY),
    Shown("rows", "Rows", counted("row")),
)


def freshness_table(store: Store) -> AnswerTable:
    """Make the table of sources with their newest day."""
    rows = []
    for values in store.rows(sql_file(__file__, "freshness")):
        cells = dict(zip((column.key for column in _COLUMNS), values, strict=True))
        unknown = {key: "The file does not say." for key, cell in cells.items() if cell is None}
        rows.append(Row(cells, unknown))
    newest = max((str(row["as_of"]) for row in rows if row["as_of"]), default="")
    finding = f"The newest file holds what was known on {newest}." if newest else "No file yet."
    return AnswerTable("freshness", finding, _COLUMNS, tuple(rows))
