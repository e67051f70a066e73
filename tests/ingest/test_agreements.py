"""Agreements with creators: days that contradict each other are said."""

from workspaces import Brand, said


def test_an_agreement_that_ends_before_it_begins_is_a_problem(brand: Brand) -> None:
    found = brand.bring(
        "creators.csv",
        "Creator,From,Until,Fee,Currency\n@mia,2026-05-10,2026-05-01,50,EUR\n",
    )

    assert found.rows_read == 1
    (problem,) = said(found.problems)
    assert problem.startswith("creators.csv:2:Until: '2026-05-01' ends the agreement before it")
