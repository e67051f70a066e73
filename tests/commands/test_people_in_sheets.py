"""Who wrote, answered or was paid does not stand in the workspace in clear."""

import json

from clipworth.sources.read import person_hash
from workspaces import Brand

COMMENTS = json.dumps(
    {
        "comments": [
            {
                "cid": f"761450000000000001{place}",
                "text": "How much is it?",
                "create_time": 1772901000 + place,
                "digg_count": place,
                "aweme_id": "7614435849928705053",
                "user": {
                    "unique_id": who,
                    "nickname": f"Nick {who}",
                    "uid": f"68000000000000{place}",
                },
            }
            for place, who in enumerate(("dora.invented", "emil.invented", "dora.invented"))
        ]
    }
)


def test_comments_as_records_are_read_alike_now_and_later_and_name_nobody(brand: Brand) -> None:
    read = brand.bring("comments.json", COMMENTS, "2026-03-20")

    rows = brand.rows("select likes, person, written_ms from comment order by likes")
    key = brand.workspace.person_key()
    assert (read.row_count, read.rows_read, read.problems) == (3, 3, ())
    assert [row[0] for row in rows] == [0, 1, 2]
    assert rows[0][1] == rows[2][1] == person_hash("dora.invented", key)
    assert brand.files_with("dora.invented", "emil.invented", "Nick ") == []


def test_what_a_creators_sheet_says_of_a_person_is_dropped(brand: Brand) -> None:
    sheet = (
        "Creator,From,Fee,Currency,E-mail,IBAN,Full name\n"
        "@Mara.Pours,2026-03-01,900.00,EUR,mara.invented@example.org,DE00 1234,Mara Invented\n"
    )

    brand.bring("creators.csv", sheet, "2026-03-20")

    assert brand.rows("select creator, fee from creator") == [("mara.pours", 900)]
    assert brand.files_with("mara.invented", "DE00", "Mara Invented") == []


def test_who_answered_a_survey_is_known_again_and_not_named(brand: Brand) -> None:
    sheet = (
        "Response ID,Submitted at,How did you hear about us?,Email,First name\n"
        "r1,2026-03-07 10:00:00,TikTok,ana.invented@example.org,Anaclara\n"
        "r2,2026-03-08 10:00:00,A friend,ANA.invented@example.org,Anaclara\n"
    )

    brand.bring("survey.csv", sheet, "2026-03-20")

    first, second = (row[0] for row in brand.rows("select person from survey_answer"))
    assert first == second
    assert brand.files_with("ana.invented", "ANA.invented", "Anaclara") == []
