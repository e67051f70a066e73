"""What others publish of TikTok accounts: engagement, saves, posts a week, growth."""

from decimal import Decimal

from clipworth.model.defaults.benchmark import Benchmark, Measured, Per, Statistic
from clipworth.model.defaults.kinds import Grade

_SHORTS = "https://www.shortsintel.com/statistics/social-media-engagement-benchmarks"
_SI22 = "https://4u2.one/?p=17090"
_SI22A = (
    "https://en.polis.consulting/2023/04/11/social-media-industry-benchmarks-2023-reveal-how-"
    "tiktoks-engagement-rate-is-decreasing/"
)
_SI23 = "https://www.socialinsider.io/blog/tiktok-benchmarks/"
_OPTIM = "https://www.optimixed.com/?p=44054"
_RIVAL22 = "https://www.rivaliq.com/blog/tiktok-benchmark-report-2022/"
_RIVAL24 = "https://www.rivaliq.com/blog/tiktok-benchmark-report/"
_RIVAL_GOOD = "https://rival237.rssing.com/chan-35157455/article134.html"
_SMK = "https://smk.co/new-report-tiktok-organic-engagement-now-12x-instagram/"
_RANDOM = "https://thatrandomagency.com/2024/07/08/latest-tiktok-benchmarks/"
_SOCIAVAULT = "https://sociavault.com/blog/good-engagement-rate-tiktok"
_EMPLICIT = "https://emplicit.co/tiktok-engagement-rate-benchmarks-2025"
_SAVES = "https://calculatecreator.com/data/engagement/tiktok-save-rate-benchmarks"
_ENGAGED, _VIEWS, _FOLLOWERS = Measured.ENGAGEMENT, Per.VIEWS, Per.FOLLOWERS
_MILLION = 1_000_000


def _percent(text: str) -> Decimal:
    return Decimal(text) / 100


def _engagement(
    key: str,
    percent: str,
    per: Per,
    who: tuple[str, str, int],
    grade: Grade,
    sample: str = "not stated",
) -> Benchmark:
    source, address, year = who
    return Benchmark(
        f"engagement_{key}", _ENGAGED, per, _percent(percent), source, address, year, grade,
        sample=sample,
    )  # fmt: skip


_YEARS = (
    _engagement(
        "socialinsider_2021", "5.96", Per.NOT_PRINTED,
        ("Socialinsider", "https://ettmam.com/2022/03/04/2022-social-media-industry-benchmarks/",
         2021),
        Grade.B,
    ),
    _engagement("socialinsider_2022", "4.25", _FOLLOWERS, ("Socialinsider", _SI22A, 2022), Grade.B),
    _engagement(
        "socialinsider_2022_views", "5.10", _VIEWS, ("Socialinsider", _SI22A, 2022), Grade.B
    ),
    _engagement(
        "socialinsider_2022_study", "6.72", _VIEWS, ("Socialinsider, another study", _SI22, 2022),
        Grade.B, sample="616,409 videos",
    ),
    _engagement("socialinsider_2023", "5.38", _VIEWS, ("Socialinsider", _SI23, 2023), Grade.A),
    _engagement(
        "socialinsider_2024", "2.50", _FOLLOWERS, ("Socialinsider", _SHORTS, 2024), Grade.B
    ),
    _engagement(
        "socialinsider_2025", "3.70", _FOLLOWERS, ("Socialinsider", _SHORTS, 2025), Grade.B,
        sample="70 million posts of January 2024 to December 2025",
    ),
    _engagement("rival_iq_2022", "4.1", _FOLLOWERS, ("Rival IQ", _RIVAL22, 2022), Grade.A),
    _engagement("rival_iq_2023", "4.14", _VIEWS, ("Rival IQ", _SMK, 2023), Grade.B),
    _engagement("rival_iq_2024", "2.6", _FOLLOWERS, ("Rival IQ", _RIVAL24, 2024), Grade.A),
    _engagement("rival_iq_2024_views", "3.4", _VIEWS, ("Rival IQ", _RIVAL24, 2024), Grade.A),
    _engagement("buffer_2025", "4.86", Per.IMPRESSIONS, ("Buffer", _SHORTS, 2025), Grade.B),
)  # fmt: skip


def _sized(
    key: str,
    least: int | None,
    under: int | None,
    percent: str,
    quarters: tuple[str, str] | None = None,
) -> Benchmark:
    """Declare the engagement of accounts of one size, by the set that the key begins with."""
    sets = {
        "sociavault": ("SociaVault", _SOCIAVAULT, 2026, Grade.A, "150,000 accounts, by a vendor"),
        "imf": ("Influencer Marketing Factory", _EMPLICIT, 2025, Grade.B, "not stated"),
        "rival": ("Rival IQ", _SMK, 2023, Grade.B, "not stated"),
    }
    name = key.partition("_")[0]
    source, address, year, grade, sample = sets[name]
    said = (
        f"under {under:,} followers"
        if not least and under
        else f"{least:,} followers or more"
        if least and under is None
        else f"{least:,} to {under:,} followers"
        if least
        else ""
    )
    low, high = (_percent(q) for q in quarters) if quarters else (None, None)
    return Benchmark(
        f"engagement_{key}", _ENGAGED, _VIEWS if name == "rival" else _FOLLOWERS,
        _percent(percent), source, address, year, grade,
        Statistic.MEDIAN if name == "sociavault" else Statistic.MEAN,
        low, high, said, least=least, under=under, sample=sample,
    )  # fmt: skip


_SIZES = (
    _sized("sociavault_1k", 1_000, 10_000, "7.84", ("4.92", "12.31")),
    _sized("sociavault_10k", 10_000, 50_000, "5.21", ("3.28", "8.14")),
    _sized("sociavault_50k", 50_000, 100_000, "3.89", ("2.47", "6.02")),
    _sized("sociavault_100k", 100_000, 500_000, "2.73", ("1.71", "4.22")),
    _sized("sociavault_500k", 500_000, None, "1.84", ("1.12", "2.89")),
    _sized("sociavault_all", None, None, "4.25"),
    _sized("imf_nano", None, 100_000, "7.50"),
    _sized("imf_100k", 100_000, 500_000, "5.10"),
    _sized("imf_500k", 500_000, _MILLION, "4.48"),
    _sized("imf_1m", _MILLION, 5 * _MILLION, "3.76"),
    _sized("imf_5m", 5 * _MILLION, 10 * _MILLION, "4.22"),
    _sized("imf_10m", 10 * _MILLION, None, "2.88"),
    _sized("rival_iq_2023_small", None, 5_000, "3.8"),
    _sized("rival_iq_2023_large", _MILLION, None, "7.5"),
)
_INDUSTRIES = (
  *(
    Benchmark(
        f"engagement_rival_iq_2024_{group.replace(' & ', '_').replace(' ', '_')}",
        _ENGAGED, _VIEWS, _percent(percent), "Rival IQ", _RANDOM, 2024, Grade.B, group=group,
        industry=True,
    )
    for group, percent in (
        ("sports teams", "9.2"), ("nonprofits", "5.2"), ("influencers", "4.9"),
        ("alcohol", "4.3"), ("higher education", "4.1"), ("media", "3.8"), ("travel", "3.0"),
        ("tech", "2.9"), ("fashion", "2.7"), ("health & beauty", "2.7"), ("retail", "2.6"),
        ("food & beverage", "2.6"),
    )
  ),
    Benchmark(
        "engagement_socialinsider_2021_food", _ENGAGED, Per.NOT_PRINTED, _percent("15.82"),
        "Socialinsider", "https://ettmam.com/2022/03/04/2022-social-media-industry-benchmarks/",
        2021, Grade.B, group="consumer goods, food", industry=True,
    ),
    Benchmark(
        "engagement_socialinsider_2022_beverages", _ENGAGED, Per.NOT_PRINTED, _percent("7.69"),
        "Socialinsider", _SI22, 2022, Grade.B, group="beverages", industry=True,
    ),
)  # fmt: skip


def _saves(
    key: str,
    percent: str,
    group: str = "",
    statistic: Statistic = Statistic.MEAN,
    ends: tuple[str, str] | None = None,
    *,
    industry: bool = False,
) -> Benchmark:
    low, high = (_percent(end) for end in ends) if ends else (None, None)
    return Benchmark(
        f"save_rate_{key}", Measured.SAVE_RATE, _VIEWS, _percent(percent), "CalculateCreator",
        _SAVES, 2026, Grade.C, statistic, low, high, group, industry=industry,
        sample="method not shown; of a range the middle" if ends else "method not shown",
    )  # fmt: skip


_SAVE_RATES = (
    _saves("mean", "0.48"),
    _saves("top_5", "2.0", "the best 5 % of posts", Statistic.FLOOR),
    _saves("top_20", "1.0", "the best 20 % of posts", Statistic.FLOOR),
    _saves("middle", "0.67", "the middle of posts", Statistic.RANGE, ("0.35", "0.99")),
    _saves("bottom_5", "0.15", "above the worst 5 % of posts", Statistic.FLOOR),
    _saves("education", "1.92", "education", industry=True),
    _saves("entertainment", "0.19", "entertainment", industry=True),
)
_RHYTHM = (
    Benchmark(
        "posts_socialinsider_2022", Measured.POSTS, Per.MONTH, Decimal(20), "Socialinsider", _SI22,
        2022, Grade.B, sample="616,409 videos",
    ),
    Benchmark(
        "posts_socialinsider_2025", Measured.POSTS, Per.WEEK, Decimal(5), "Socialinsider", _OPTIM,
        2025, Grade.B, sample="70 million posts",
    ),
    Benchmark(
        "posts_rival_iq_2022", Measured.POSTS, Per.WEEK, Decimal("1.8"), "Rival IQ", _RIVAL22, 2022,
        Grade.A,
    ),
    Benchmark(
        "posts_rival_iq_2023", Measured.POSTS, Per.WEEK, Decimal(2), "Rival IQ", _SMK, 2023,
        Grade.B, sample="about 2",
    ),
    Benchmark(
        "posts_rival_iq_2024", Measured.POSTS, Per.WEEK, Decimal(2), "Rival IQ", _RIVAL24, 2024,
        Grade.A,
    ),
    Benchmark(
        "posts_rival_iq_2024_top", Measured.POSTS, Per.WEEK, Decimal(4), "Rival IQ", _RIVAL_GOOD,
        2024, Grade.B, Statistic.FLOOR, group="the best quarter",
    ),
    Benchmark(
        "growth_rival_iq_2022", Measured.GROWTH, Per.MONTH, _percent("2.5"), "Rival IQ", _RIVAL22,
        2022, Grade.A, Statistic.RANGE, _percent("2"), _percent("3"), "brands",
        sample="not stated; the middle of the range",
    ),
    Benchmark(
        "growth_rival_iq_2022_small", Measured.GROWTH, Per.MONTH, _percent("5"), "Rival IQ",
        _RIVAL22, 2022, Grade.A, Statistic.FLOOR, group="under 50,000 followers", under=50_000,
    ),
    Benchmark(
        "shares_socialinsider_2025", Measured.SHARES, Per.POST, Decimal(248), "Socialinsider",
        _OPTIM, 2025, Grade.B, sample="70 million posts",
    ),
    Benchmark(
        "comments_socialinsider_2025", Measured.COMMENTS, Per.POST, Decimal(50), "Socialinsider",
        _OPTIM, 2025, Grade.B, sample="70 million posts",
    ),
    Benchmark(
        "view_rate_socialinsider_2022", Measured.VIEW_RATE, Per.NOT_PRINTED, _percent("16.23"),
        "Socialinsider", _SI22, 2022, Grade.B, sample="616,409 videos",
    ),
    Benchmark(
        "view_rate_socialinsider_2023", Measured.VIEW_RATE, Per.NOT_PRINTED, _percent("14.49"),
        "Socialinsider", _SI23, 2023, Grade.A,
    ),
)  # fmt: skip
BENCHMARKS = (*_YEARS, *_SIZES, *_INDUSTRIES, *_SAVE_RATES, *_RHYTHM)
