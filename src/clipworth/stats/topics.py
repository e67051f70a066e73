"""Groups of short texts by the words that they share; nothing here is random or leaves the machine.

The library that does it is heavy and an extra of the install, so it is imported when first needed.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.stats.estimate import TooFew

SEED = 7
FEWEST_TEXTS = 20
MOST_WORDS = 4_000
# A word in more texts than this tells none of them apart, such as the brand's own hashtag.
IN_MOST = 0.4
COUNTS = range(3, 13)
# As many texts tell how many groups there are; all of them are grouped then.
SAMPLED = 800
# A text belongs to each group that has this share of it.
BELONGS = 0.4
# A word names a group where at least so many of its texts have it.
HAVE_WORD = 0.1
WORDS_SHOWN = 8
_NOISE = re.compile(r"https?://\S+|@\w+")
# Words that every text of a language has: without this list groups would be languages.
_FUNCTION_WORDS = """
a about all also an and any are as at be been but by can could did do does for from get got had has
have he her here him his how i if in into is it its just like make me more my new no not now of off
on one only or our out over own say she so some than that the their them then there these they this
those to too up us was we were what when where which who why will with would you your
al algo antes aquí así como con cuando cuál de del desde donde el ella en entre es esta estas este
esto estos está hay hasta la las le les lo los mi muy más me ni no nos nuestra nuestro o para pero
por porque que qué se ser si sin sobre son su sus sí te tu tus un una uno unos y ya yo
ab aber alle als am an auch auf aus bei bin bis da dann das dass dein dem den der des dich die dir
doch du durch ein eine einem einen einer er es euch euer für hab habe haben hat hier ich ihr im in
ist ja jetzt kann kein mal man mehr mein mich mir mit nach nicht noch nur oder schon sehr sein sich
sie sind so über um und uns unser unsere vom von vor war warum was wenn wer wie wir wird zu zum zur
au aux avec c ce ces cette chez comme d dans de des du elle en est et il ils j je l la le les leur
ma mais mes mon même n ne nos notre nous on ou où par pas plus pour qu que qui s sa se ses si son
sur ta te tes toi ton tout tu un une vos votre vous y à ça
agli ai al alla alle anche che chi ci col come con cosa da dal dalla dei del della delle di e è ed
gli ha ho i il in io la le lei lo lui ma mi mio nel nella noi non nostra nostro o per perché più
quando quella quello questa questo se sei si solo sono su sua suo tra tu tuo un una uno vi voi
à ao aos as até com da das de do dos e ela ele em essa esse esta este eu foi isso já mais mas me
meu minha muito na nas no nos nossa nosso não o os ou para pela pelo por quando que quem se sem ser
seu sua são só também tem um uma você
aan als bij dan dat de den der deze die dit door een en er haar hebben heeft het hij hoe ik in is
je jouw kan maar meer met mijn naar niet nog nu of om ons onze ook op over te tot uit van voor waar
wat we wel wij worden zijn zo
και να το τα την της του τον των με για από στο στη στην στον είναι που μας σας δεν θα ένα μια η ο
οι σε μου σου πως τι
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


class NotInstalled(ImportError):  # noqa: N818 - reads as what it is
    """The library that groups texts is not installed."""


@dataclass(frozen=True)
class Topic:
    """A group of texts.

    words: those that it is known by, the most telling first. members: by the number of the text,
    the share of it that is of this group. clearest: numbers of the texts that show it best.
    """

    words: tuple[str, ...]
    members: dict[int, float]
    clearest: tuple[int, ...]

    @property
    def sure(self) -> float:
        """Give how much its texts are of this group and of no other, as a mean share."""
        return sum(self.members.values()) / len(self.members)


def topics(texts: Sequence[str], *, count: int | None = None) -> list[Topic]:
    """Group texts by shared words: TF-IDF, then non-negative matrix factors with a fixed start.

    count: how many groups; None: as many, of 3 to 12, as part the texts best (mean silhouette by
    cosine). Returns the largest group first. The same texts in the same order give the same groups.
    Raises TooFew where there is too little text to group; NotInstalled without the library.
    Source: Lee and Seung 1999, doi:10.1038/44565; Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7.
    """
    if len(texts) < FEWEST_TEXTS:
        raise TooFew(f"{len(texts)} texts are too few to group; it takes {FEWEST_TEXTS}")
    matrix, words = _weighed(texts)
    if len(words) < COUNTS[0]:
        raise TooFew("the texts share too few words to group them")
    groups = min(count or _best_count(matrix), len(words))
    shares, telling, strength = _factors(matrix, groups)
    found = [_topic(matrix, shares, telling, strength, words, group) for group in range(groups)]
    return sorted((one for one in found if one.members), key=lambda one: -len(one.members))


def _weighed(texts: Sequence[str]) -> tuple[Any, list[str]]:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise NotInstalled("scikit-learn is not installed") from error
    made = TfidfVectorizer(
        preprocessor=lambda text: _NOISE.sub(" ", text.casefold()),
        token_pattern=r"[^\W\d_][\w]+",  # noqa: S106 - a pattern, no password
        stop_words=sorted(FUNCTION_WORDS),
        min_df=min(2 + len(texts) // 5_000, 5),
        max_df=IN_MOST,
        max_features=MOST_WORDS,
        sublinear_tf=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            matrix = made.fit_transform(texts)
        except ValueError as error:
            raise TooFew("the texts share too few words to group them") from error
    return matrix, [str(word) for word in made.get_feature_names_out()]


def _factors(
    matrix: Any, groups: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give each text's share of each group, each group's words, and each text's strength."""
    from sklearn.decomposition import NMF

    model = NMF(groups, init="nndsvd", random_state=SEED, max_iter=200, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        held = model.fit_transform(matrix)
    # Groups are brought to one scale, else one of strong words would draw all texts.
    held = held * np.linalg.norm(model.components_, axis=1)
    strength = held.sum(axis=1)
    shares = np.divide(
        held, strength[:, None], out=np.zeros_like(held), where=strength[:, None] > 0
    )
    return shares, model.components_, strength


def _best_count(matrix: Any) -> int:
    from sklearn.metrics import silhouette_score

    step = max(1, -(-matrix.shape[0] // SAMPLED))
    sample = matrix[::step]
    sample = sample[np.asarray(sample.sum(axis=1)).ravel() > 0]
    best, highest = COUNTS[0], -np.inf
    for count in COUNTS:
        if count * 3 > sample.shape[0] or count > sample.shape[1]:
            break
        shares, _, strength = _factors(sample, count)
        known = strength > 0
        group = shares[known].argmax(axis=1)
        if len(set(group.tolist())) < 2:
            continue
        # A text that is in no group counts as one that lies between groups.
        score = known.mean() * silhouette_score(sample[known], group, metric="cosine")
        if score > highest + 1e-6:
            best, highest = count, score
    return best


def _topic(
    matrix: Any,
    shares: NDArray[np.float64],
    telling: NDArray[np.float64],
    strength: NDArray[np.float64],
    words: list[str],
    group: int,
) -> Topic:
    inside = np.flatnonzero(shares[:, group] >= BELONGS)
    # A group is known by words that its own texts have; factors lend it those of others too.
    having = np.asarray((matrix[inside] > 0).sum(axis=0)).ravel()
    known = np.where(having >= max(1.0, inside.size * HAVE_WORD), telling[group], 0.0)
    order = np.argsort(-known, kind="stable")[:WORDS_SHOWN]
    clear = np.argsort(-(shares[inside, group] * strength[inside]), kind="stable")
    return Topic(
        tuple(words[place] for place in order if known[place] > 0),
        {int(n): round(float(shares[n, group]), 3) for n in inside},
        tuple(int(inside[place]) for place in clear),
    )
