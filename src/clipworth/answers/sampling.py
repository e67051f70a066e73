"""What posts can carry: refusals on top samples, caveats on boosts, dates and rounding."""

from collections.abc import Iterator

from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, Scope
from clipworth.answers.words import counted, listed
from clipworth.measure.accounts.followers import Followers
from clipworth.measure.content.standing import Standing
from clipworth.measure.figures import BEFORE, NOW
from clipworth.model import formats
from clipworth.model.answers import Refused

NOT_NAMED = "No report at the level of ads that names posts stands in the days of the post."


def top_sample_reason(standing: Standing) -> str:
    """Say why top samples cannot be grouped."""
    return (
        f"All {counted(standing.posts, 'post')} come from an export of top posts, chosen by "
        "success: groups, medians, mix and cadence taken from them would mislead."
    )


def need_full_posts(standing: Standing) -> None:
    """Refuse to group posts of which every one is known only because it succeeded.

    Raises Refused.
    """
    if standing.only_top_samples:
        raise Refused(top_sample_reason(standing), SOURCES_OF_ALL_POSTS)


def caveats(asked: Scope, standing: Standing, *, grouped: bool = False) -> Iterator[str]:
    """Give what a reader of figures from posts must know."""
    if not standing.posts:
        return
    if asked.ask.period is not None:
        yield "Posts belong to the period by the day they were posted, with all they got since."
    if standing.boosted:
        verb = "is" if standing.boosted == 1 else "are"
        yield (
            f"{counted(standing.boosted, 'boosted post')} {verb} left out of organic rates: paid "
            "engagement is inside their totals and cannot be taken out."
        )
    if standing.uneven:
        have, are = ("has", "is") if standing.uneven == 1 else ("have", "are")
        yield (
            f"{counted(standing.uneven, 'post')} {have} views and actions of days too far apart for"
            f" a rate, and {are} left out of rates: import one file that has both."
        )
    yield unsaid(standing)
    yield _mistyped(standing)
    if standing.unknown_paid_views:
        yield (
            f"{counted(standing.unknown_paid_views, 'boosted post')} came without paid views, so "
            "organic views of them are unknown and not in the totals."
        )
    if standing.without_ads:
        whole = standing.without_ads == standing.posts
        which = "the posts" if whole else counted(standing.without_ads, "post")
        yield (
            f"No report of ads that names posts stands in the days of {which}, so all their views "
            "are taken as organic: paid ones, if they were boosted, are inside. Import Ads "
            "Manager's daily report at the level of ads to part them."
        )
    if standing.top_samples:
        yield from _sampled(standing, grouped=grouped)
    if standing.rounded:
        yield f"{counted(standing.rounded, 'post')} have counts that the source had rounded."
    if standing.undated:
        have, stands = ("has", "stands") if standing.undated == 1 else ("have", "stand")
        yield (
            f"{counted(standing.undated, 'post')} {have} no known day and {stands} only in answers "
            "over all data."
        )


def _mistyped(standing: Standing) -> str:
    """Say of which posts the counts cannot all be true; empty: of none."""
    if not standing.likes_above_views:
        return ""
    have = "has" if standing.likes_above_views == 1 else "have"
    return (
        f"{counted(standing.likes_above_views, 'post')} {have} more likes than views, which no "
        "post can have on one day: a cell was mistyped, or the counts are of different days. "
        "They stand as the files give them; look at them with `clipworth show posts`."
    )


def follower_caveats(followers: Followers) -> Iterator[str]:
    """Say where the followers of several accounts do not stand side by side."""
    if followers.are_apart and followers.ends:
        first, last = (formats.day(day) for day in followers.ends)
        yield (
            f"Followers add accounts that are known up to different days, from {first} to {last}."
        )
    if BEFORE in followers.accounts and NOW in followers.accounts and not followers.compare:
        yield (
            "Followers of the days before are of other accounts, so no change of them can be said."
        )


def unsaid(standing: Standing) -> str:
    """Say which posts the totals leave out, as nobody says their figure; empty: none."""
    gaps = {
        "views": standing.no_views,
        "saves": standing.no_saves,
        "shares": standing.no_shares,
        "profile visits": standing.no_profile_visits,
        "link clicks": standing.no_link_clicks,
    }
    some = [
        f"{figure} of {counted(count, 'post')}"
        for figure, count in gaps.items()
        if 0 < count < standing.posts
    ]
    return f"Totals leave out what no file says: {listed(some)}." if some else ""


def _sampled(standing: Standing, *, grouped: bool) -> Iterator[str]:
    if standing.only_top_samples:
        yield (
            "All posts come from an export of top posts, chosen by success: their rates say "
            "nothing about the others."
        )
    elif grouped:
        yield (
            f"{counted(standing.top_samples, 'post')} known only from an export of top posts are "
            "left out of groups, medians and mix."
        )
    else:
        yield (
            f"{counted(standing.top_samples, 'post')} are known only from an export of top posts, "
            "chosen by success."
        )
