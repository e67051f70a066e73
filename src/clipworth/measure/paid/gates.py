"""What must be true of a post before it is boosted: each gate is passed, failed or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from clipworth.store.engine import Store, sql_file


class State(StrEnum):
    """What is known of a gate."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Gate:
    """A gate and why it stands as it does; why: empty where it is passed."""

    key: str
    state: State
    why: str = ""


@dataclass(frozen=True)
class Rules:
    """What gates go by. today: the day that a boost would start. accounts: the brand's own."""

    today: date
    most_days: int
    accounts: tuple[str, ...]


GATES = ("rights", "music", "comments", "age", "stock", "boosted")


def gate_facts(store: Store) -> dict[str, Mapping[str, Any]]:
    """Read what bears on gates, by post."""
    found = store.records(sql_file(__file__, "gates"))
    return {record["post_id"]: record for record in found}


def gates(post: Mapping[str, Any], facts: Mapping[str, Any], rules: Rules) -> tuple[Gate, ...]:
    """Judge the gates of a post.

    post: a row of every_post. facts: its row of gate_facts.
    """
    return (
        _rights(post, facts, rules),
        _music(facts),
        _comments(facts),
        _age(post, rules),
        _stock(facts),
        _boosted(post),
    )


def _rights(post: Mapping[str, Any], facts: Mapping[str, Any], rules: Rules) -> Gate:
    if facts["rights_until"] and facts["rights_until"] < rules.today:
        return Gate("rights", State.FAIL, f"the right to use it ended on {facts['rights_until']}")
    if facts["authorised"] or facts["rights"]:
        return Gate("rights", State.PASS)
    if facts["authorised"] is False or facts["rights"] is False:
        return Gate("rights", State.FAIL, "its maker has not allowed ads with it")
    own = not rules.accounts or post["account"] in rules.accounts
    if facts["is_own"] and own:
        return Gate("rights", State.PASS)
    maker = facts["made_by"] or post["account"] or "its maker"
    return Gate("rights", State.UNKNOWN, f"ask {maker} for TikTok's authorisation code")


def _music(facts: Mapping[str, Any]) -> Gate:
    if facts["music_cleared"] is None:
        return Gate("music", State.UNKNOWN, "say in the plan whether its music is cleared for ads")
    if facts["music_cleared"]:
        return Gate("music", State.PASS)
    return Gate("music", State.FAIL, "its music is not cleared for ads")


def _comments(facts: Mapping[str, Any]) -> Gate:
    said = facts["comments"]
    why = f"read its {said:,} comments" if said else "no comments are imported: read them"
    return Gate("comments", State.UNKNOWN, why)


def _age(post: Mapping[str, Any], rules: Rules) -> Gate:
    if post["day"] is None:
        return Gate("age", State.UNKNOWN, "no file says when it was posted")
    days = (rules.today - post["day"]).days
    if days > rules.most_days:
        return Gate("age", State.FAIL, f"{days:,} days old, over {rules.most_days:,}")
    return Gate("age", State.PASS)


def _stock(facts: Mapping[str, Any]) -> Gate:
    if facts["sku"] is None:
        return Gate("stock", State.UNKNOWN, "say in the plan which product it shows")
    if facts["in_stock"] is None:
        return Gate("stock", State.UNKNOWN, f"no stock of {facts['sku']} is imported")
    if facts["in_stock"] > 0:
        return Gate("stock", State.PASS)
    return Gate("stock", State.FAIL, f"{facts['sku']} was sold out on {facts['counted_on']}")


def _boosted(post: Mapping[str, Any]) -> Gate:
    if post["boosted"]:
        return Gate("boosted", State.FAIL, "it was boosted already")
    if post["paid_views"] is None:
        return Gate("boosted", State.UNKNOWN, "no report of ads names posts in its days")
    return Gate("boosted", State.PASS)
