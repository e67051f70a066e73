"""What else a brand writes down: stock, answers, regions, posts by others, counts of rivals."""

from clipworth.sources.brand_records import answers, comments, lift, others, regions, stock

SOURCES = (
    *stock.SOURCES,
    *answers.SOURCES,
    *regions.SOURCES,
    *others.SOURCES,
    *comments.SOURCES,
    *lift.SOURCES,
)
KNOWN = regions.KNOWN
