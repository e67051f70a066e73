"""A statement loses what nobody reads, and keeps what decides which rows there are."""

import pytest

from clipworth.measure.relations import RELATIONS
from clipworth.measure.trimmed import trimmed, without


def one_line(sql: str) -> str:
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")")


def test_columns_joins_and_named_parts_that_nobody_reads_go() -> None:
    sql = """
        with paid as (
            select ad.post_id, sum(ad.views) as views, sum(ad.spend) as spend
            from ad_day as ad
            group by ad.post_id
        ),
        idle as (select 1 as one)
        select sum(r.likes) as value
        from (
            select p.likes, p.saves, paid.views, plan.stage
            from post as p
            left join paid on paid.post_id = p.post_id
            left join post_plan as plan on plan.post_id = p.post_id
            where p.day is not distinct from p.day
        ) as r
    """

    assert one_line(trimmed(sql)) == (
        "select sum(r.likes) as value from (select p.likes from post as p"
        " where p.day is not distinct from p.day) as r"
    )


def test_what_a_column_is_made_of_stays() -> None:
    sql = """
        with paid as (
            select ad.post_id, sum(ad.views) as views, sum(ad.spend) as spend
            from ad_day as ad
            group by ad.post_id
        )
        select r.organic from (
            select p.likes, p.views - paid.views as organic
            from post as p
            left join paid on paid.post_id = p.post_id
        ) as r
    """

    said = one_line(trimmed(sql))

    assert "select ad.post_id, sum(ad.views) as views from ad_day as ad group by" in said
    assert "select p.views - paid.views as organic from post as p left join paid" in said


def test_a_join_that_filters_stays_and_so_does_what_a_star_may_hand_on() -> None:
    sql = """
        select s.spend from (
            with chosen as (select l.day, l.level from ad_level as l),
            standing as (
                select ad.*, upper(ad.name) as loud
                from ad_day as ad
                join chosen on chosen.day = ad.day
            )
            select standing.* from standing
        ) as s
    """

    said = one_line(trimmed(sql))

    assert "chosen as (select l.day from ad_level as l)" in said
    assert "select ad.* from ad_day as ad join chosen" in said


def test_columns_of_a_union_go_in_all_branches_or_in_none() -> None:
    all_rows = "select u.b from (select x.a, x.b from x union all select y.c, y.d from y) as u"
    distinct = all_rows.replace("union all", "union")

    assert one_line(trimmed(all_rows)) == (
        "select u.b from (select x.b from x union all select y.d from y) as u"
    )
    assert "x.a, x.b" in trimmed(distinct)


def test_texts_and_stars_in_them_are_not_taken_for_sql() -> None:
    sql = (
        "select r.a from (select t.a, t.b from t where t.a = 'from x, where' and t.c = 'a.*') as r"
    )

    assert one_line(trimmed(sql)) == sql.replace(", t.b", "")


def test_branches_of_a_named_part_can_be_left_out() -> None:
    sql = (
        "with a as (select 1 as n), b as (select 2 as n)\n"
        "select a.n from a union all select b.n from b"
    )

    assert one_line(trimmed(without(sql, ["b"]))) == ("with a as (select 1 as n) select a.n from a")


@pytest.mark.parametrize("key", RELATIONS)
def test_a_relation_read_whole_stays_whole(key: str) -> None:
    text = RELATIONS[key].text()

    once = trimmed(text)

    assert one_line(trimmed(once)) == one_line(once)


def test_a_long_line_of_conditions_is_broken_between_them() -> None:
    conditions = [f"t.column_{n} = 'this and that'" for n in range(4)]

    said = trimmed(f"select t.a from t where {' and '.join(conditions)}").splitlines()

    assert [line.strip().removeprefix("where ").removeprefix("and ") for line in said[2:]] == (
        conditions
    )
