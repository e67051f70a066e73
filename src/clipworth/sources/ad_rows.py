"""What rows of all ad reports share: the level they speak of, and the part they are split by."""

from collections.abc import Mapping

from clipworth.sources import read
from clipworth.sources.declare import Column


def level(top: str) -> str:
    """Write the SQL of a row's level: the finest entity that it names, or the account.

    top: what the level of the account is called.
    """
    return (
        "case when ad_id is not null or ad is not null then 'ad'"
        " when ad_group_id is not null or ad_group is not null then 'adgroup'"
        " when campaign_id is not null or campaign is not null then 'campaign'"
        f" else '{top}' end"
    )


def level_of_file(top: str) -> str:
    """Write the SQL of the level of a report whose rows are all of one: that of its columns.

    A row whose id cannot be read is not of a coarser level: it would stand beside the whole.
    """
    return (
        "case when has_ad_id or has_ad then 'ad'"
        " when has_ad_group_id or has_ad_group then 'adgroup'"
        " when has_campaign_id or has_campaign then 'campaign'"
        f" else '{top}' end"
    )


def entity_of_file(account: str) -> str:
    """Write the SQL of what a row is about in a report of one level; NULL: nobody can say.

    account: SQL of what stands for the account.
    """
    return (
        f"case {level_of_file('account')}"
        " when 'ad' then coalesce(ad_id,"
        " case when ad is not null then concat_ws(' > ', campaign, ad_group, ad) end)"
        " when 'adgroup' then coalesce(ad_group_id,"
        " case when ad_group is not null then concat_ws(' > ', campaign, ad_group) end)"
        " when 'campaign' then coalesce(campaign_id, campaign)"
        f" else {account} end"
    )


def entity(account: str) -> str:
    """Write the SQL of what a row is about: its id, or its names where it has none.

    account: SQL of what stands for the account.
    """
    return (
        f"case {level('account')}"
        " when 'ad' then coalesce(ad_id, concat_ws(' > ', campaign, ad_group, ad))"
        " when 'adgroup' then coalesce(ad_group_id, concat_ws(' > ', campaign, ad_group))"
        " when 'campaign' then coalesce(campaign_id, campaign)"
        f" else {account} end"
    )


def split_columns(splits: Mapping[str, tuple[str, ...]]) -> tuple[Column, ...]:
    """Give the columns of a report's breakdowns, by what each is called in a part."""
    return tuple(Column(headers, f"split_{key}", read.text) for key, headers in splits.items())


def part(splits: Mapping[str, tuple[str, ...]]) -> str:
    """Write the SQL of the part that a row shows, as in `gender=Female,age=18-24`; NULL: all."""
    parts = ", ".join(
        f"case when split_{key} is not null then '{key}=' || split_{key} end" for key in splits
    )
    return f"nullif(concat_ws(',', {parts}), '')"
