"""What posts do to the audience: followers that a post says it won, per view."""

from clipworth.measure.metrics.kinds import Measure, Ratio, Reads
from clipworth.measure.metrics.reach import VIEWS
from clipworth.model.units import counted
from clipworth.model.words import Dataset, Layer, Word

FOLLOWERS_OF_POSTS = Measure(
    "followers_of_posts",
    "New followers through posts",
    "Followers that TikTok says were won through the post, over its whole life.",
    counted("follower"),
    Layer.REACH,
    Word.PLATFORM,
    Dataset.ORGANIC,
    "posts",
    "r.new_followers",
    (Reads("post.new_followers"),),
    grain="post",
)
FOLLOWER_YIELD = Ratio(
    "follower_yield",
    "Follower yield",
    "New followers through a post for each 1,000 of its views; boosted posts are left out.",
    FOLLOWERS_OF_POSTS,
    VIEWS,
    times=1000,
)
METRICS = (FOLLOWERS_OF_POSTS, FOLLOWER_YIELD)
