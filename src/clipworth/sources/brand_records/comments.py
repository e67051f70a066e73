"""Comments under TikTok posts, as exporters and scrapers write them; who wrote them is hashed."""

import re
from collections.abc import Sequence
from typing import Any

from clipworth.model.periods import day_of_ms
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, Column, Lines, Reader, Source, Target

UNIX_MS = re.compile(r"^\d{13}$")
PLACED = re.compile(r"^\d{10}(\.0+)?$|^\d{13}$|[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d)")


def _moment(text: str, clues: Clues) -> Any:
    """Read a moment where the cell says in which zone it is; else only the day is known."""
    text = text.strip()
    if not PLACED.search(text) or not (text.isdigit() or dates.MOMENT.match(text)):
        return None
    return dates.moment.parse(text, clues)


def _day(text: str, clues: Clues) -> Any:
    text = text.strip()
    if UNIX_MS.match(text):
        return day_of_ms(int(text), clues.zone)
    return dates.day_as_given.parse(re.sub(r",?\s+\d{1,2}:\d{2}.*$", "", text), clues)


def _post_in_head(lines: Lines) -> str | None:
    """Find the post that the lines above the header link to."""
    cells: Sequence[str] = [cell for line in lines for cell in line]
    return next((found[1] for cell in cells if (found := read.POST_LINK.search(cell))), None)


moment = Reader("moment with a zone", Type.MOMENT, "null", _moment)
day = Reader("day of a comment", Type.DAY, "null", _day, dates.study_dates)

_TEXT = ("text", "Comment Text", "Comment", "Comment content", "Message", "comment.text")
_TIME = (
    "create_time", "createTime", "Comment Time", "Comment date", "Time", "Created at", "Date",
    "createTimeISO", "Published at", "Posted at", "Timestamp",
)  # fmt: skip
_WHO = (
    "unique_id", "uniqueId", "user.unique_id", "user.uniqueId", "Username", "User @",
    "User unique ID", "Unique ID", "Author", "User", "Handle",
)  # fmt: skip
_LIKES = (
    "digg_count", "diggCount", "Digg Count", "Likes", "Like count", "likes_count", "Comment likes",
)  # fmt: skip

SOURCES = (
    Source(
        key="tiktok_comments",
        title="Comments under TikTok posts, as exporters write them",
        how="A comment exporter's CSV, XLSX or JSON of one of your posts, or"
        " `clipworth template comments`.",
        targets=(
            Target(
                "comment",
                (
                    Column(
                        (
                            "aweme_id", "awemeId", "Video ID", "Post ID", "Post link",
                            "videoWebUrl", "Video URL", "Post URL", "Video link", "Video",
                            "submittedVideoUrl", "Link",
                        ),
                        "post_id",
                        read.post_id,
                    ),
                    Column(_TIME, "written_ms", moment),
                    Column(_TIME, "day", day, must=True),
                    Column(_TEXT, "text", read.free_text, must=True),
                    Column(_LIKES, "likes", read.count),
                    Column(
                        (
                            "reply_id", "repliesToId", "replies_to_id", "Reply to", "Parent ID",
                            "Reply to Which Comment", "Parent comment ID",
                        ),
                        "reply_to",
                        read.identifier,
                    ),
                    Column(_WHO, "person", read.person),
                ),
                helpers=(Column(("cid", "Comment ID", "comment.cid"), "cid", read.identifier),),
                derived={
                    "comment_id": "coalesce(cid, case when text is not null then"
                    " md5(concat_ws(chr(31), coalesce(post_id, said_post, ''),"
                    " coalesce(person, ''), coalesce(written_ms::VARCHAR, day::VARCHAR, ''),"
                    " text)) end)",
                    "post_id": "coalesce(post_id, said_post)",
                },
            ),
        ),
        marks=((*_LIKES, *_WHO, "cid", "Comment ID"),),
        without=(
            "Views", "plays", "Amount", "Kind", "Month", "Order ID", "Followers", "Rights",
            "Answer", "event", "stats.playCount", "desc",
        ),
        head={"post": _post_in_head},
        personal=(
            "uid", "user.uid", "User ID", "sec_uid", "user.sec_uid", "secUid", "nickname",
            "Nick Name", "user.nickname", "Name", "avatarThumbnail", "Avatar", "User URL",
            "User Homepage", "Profile Picture URL", "Profile URL", "User Replied To",
            "Author URL", "Author name", "mentions",
        ),
    ),
)  # fmt: skip
