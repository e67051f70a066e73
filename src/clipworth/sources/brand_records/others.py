"""What others do: posts about the brand by anyone, and the public counts of rivals."""

import re
from typing import Any

from clipworth.model.problems import BadCell
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.declare import Clues, Column, Reader, Source, Target
from clipworth.sources.spellings import OF_ADS, OF_ORDERS, spelled

# How each network writes the link of a post; the group is the post's id.
POSTS = {
    "tiktok": (r"tiktok\.com/(?:@[^/]+/|v/|embed/(?:v2/)?)?(?:(?:video|photo)/)?(\d{15,25})",),
    "instagram": (r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv)/([\w-]{5,})",),
    "facebook": (
        r"facebook\.com/(?:[\w.-]+/)?(?:posts|videos|reel|reels)/(?:[^/?#]+/)?(pfbid\w+|\d{5,})",
        r"facebook\.com/(?:watch/?|\w+\.php|photo/?)\?(?:[^#]*&)?(?:v|story_fbid|fbid)=(pfbid\w+|\d{5,})",
    ),
    "youtube": (
        r"(?:youtube\.com/(?:shorts|live|embed)/|youtu\.be/)([\w-]{11})",
        r"youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{11})",
    ),
}
_POSTS = {
    network: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for network, patterns in POSTS.items()
}
# These lead to a post and do not name it.
SHORT = re.compile(
    r"(?:v[mt]\.tiktok\.com|tiktok\.com/t|fb\.watch|fb\.me|facebook\.com/share|instagr\.am/s|"
    r"instagram\.com/share|bit\.ly|lnk\.bio)/",
    re.IGNORECASE,
)


def network_and_id(link: str) -> tuple[str, str] | None:
    """Find the network and the id of the post that a link leads to."""
    for network, patterns in _POSTS.items():
        for pattern in patterns:
            found = pattern.search(link)
            if found:
                return network, found[1]
    return None


def _post_id(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if read.is_unknown(text):
        return None
    found = network_and_id(text)
    if found is None and SHORT.search(text):
        raise BadCell(
            f"'{text}' is a short link, which does not say the post.",
            "Open it, and paste the long link that the browser shows.",
        )
    if found is None:
        raise BadCell(
            f"'{text}' is not the link of a post.",
            "Paste the link of a TikTok, Instagram, Facebook or YouTube post.",
        )
    return found[1]


def _network_of_link(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = network_and_id(text)
    return found[0] if found else None


def _whole_link(text: str, clues: Clues) -> Any:  # noqa: ARG001
    return text.strip() if network_and_id(text) else None


_LINK_HANDLE = re.compile(
    r"(?:tiktok|youtube)\.com/@([^/?#\s]+)/|instagram\.com/([\w.]+)/(?:p|reel|reels|tv)/",
    re.IGNORECASE,
)


def _handle_in_link(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = _LINK_HANDLE.search(text)
    return (found[1] or found[2]).lower() if found else None


NETWORKS = {
    "tiktok": ("tik tok", "tt"),
    "instagram": ("ig", "insta"),
    "facebook": ("fb", "meta"),
    "linkedin": ("li",),
    "youtube": ("yt", "you tube", "youtube shorts"),
}

post_id = Reader("link of a post", Type.TEXT, "null", _post_id)
network_of_link = Reader("network of a link", Type.TEXT, "null", _network_of_link)
whole_link = Reader("link", Type.TEXT, "null", _whole_link)
handle_in_link = Reader("handle in a link", Type.TEXT, "null", _handle_in_link)
network = Reader("network", Type.TEXT, "null", read.one_of(NETWORKS, "network that is read here"))

_LINK = ("UGC link", *headers.POST_LINK, *headers.LINK, "Mention link", "Media link", "Permalink")
_COUNTS = (
    Column(headers.VIEWS, "views", read.count),
    Column(headers.LIKES, "likes", read.count),
    Column(headers.COMMENTS, "comments", read.count),
    Column(headers.SHARES, "shares", read.count),
)

UGC = Source(
    key="ugc_sheet",
    title="Your sheet: posts by others about you",
    how="Write it yourself: `clipworth template ugc` gives an empty sheet with an example.",
    targets=(
        Target(
            "ugc_post",
            (
                Column(_LINK, "post_id", post_id, must=True),
                Column(_LINK, "network", network_of_link),
                Column(_LINK, "link", whole_link),
                Column(headers.CREATOR, "creator", read.handle),
                Column(("Posted on", "Post date", *headers.DAY), "day", dates.day),
                *_COUNTS,
                Column(headers.SAVES, "saves", read.count),
                Column(headers.RIGHTS, "rights", read.flag),
                Column(
                    spelled("Rights until", "Rights expire", "Usage until", "Rechte bis",
                            "Nutzungsrechte bis", "Droits jusqu'au", "Derechos hasta",
                            "Diritti fino al", "Direitos até", "Δικαιώματα έως"),
                    "rights_until",
                    dates.day,
                ),
                Column(
                    spelled("Paid", "Was paid", "Bezahlt", "Payé", "Pagado", "Pagato", "Pago",
                            "Πληρωμένο"),
                    "paid",
                    read.flag,
                ),
                Column((*headers.SKU, "Product", "Produkt", "Produit", "Producto", "Prodotto",
                        "Produto", "Προϊόν"), "sku", read.text),
                Column(headers.NOTE, "note", read.text),
            ),
            helpers=(Column(_LINK, "link_creator", handle_in_link),),
            derived={"creator": "coalesce(creator, link_creator)"},
        ),
    ),
    marks=((*headers.RIGHTS, "Rights until", "Mention link"),),
    without=(*headers.FEE, *headers.PILLAR, *OF_ADS, *OF_ORDERS),
    personal=headers.PEOPLE,
)  # fmt: skip

_COMPETITOR = spelled(
    "Competitor", "Rival", "Competitor account", "Competitor handle", "Wettbewerber", "Konkurrent",
    "Mitbewerber", "Concurrent", "Competidor", "Concorrente", "Ανταγωνιστής",
)  # fmt: skip
_FOLLOWERS = spelled(
    "Followers", "Follower", "Fans", "Subscribers", "Abonnenten", "Abonnés", "Seguidores",
    "Iscritti", "Inscritos", "Ακόλουθοι",
)  # fmt: skip
COMPETITORS = Source(
    key="competitors_sheet",
    title="Your sheet: public counts of rivals by day",
    how="Write it yourself: `clipworth template competitors` gives an empty sheet with an example.",
    targets=(
        Target(
            "competitor_day",
            (
                Column(headers.NETWORK, "network", network, must=True),
                Column(_COMPETITOR, "account", read.handle, must=True),
                Column(headers.DAY, "day", dates.day, must=True),
                Column(_FOLLOWERS, "followers", read.count),
                Column(
                    spelled("Posts", "Videos", "Number of posts", "Beiträge", "Publications",
                            "Publicaciones", "Pubblicazioni", "Publicações", "Αναρτήσεις"),
                    "posts",
                    read.count,
                ),
                *_COUNTS,
            ),
            helpers=(Column(("Handle", "Account", "Username"), "handle", read.handle),),
            derived={"account": "coalesce(handle, account)"},
        ),
    ),
    without=(*headers.FEE, *headers.PILLAR, *headers.AMOUNT),
)  # fmt: skip

SOURCES = (UGC, COMPETITORS)
