"""Words and patterns that say somebody wants to buy, in four languages.

They are matched in texts without accents, in lower case. Every comment is tried in all languages,
as nobody says which one it is in.
"""

from collections.abc import Mapping, Sequence

_IT = r"(it|this|that|these|those|them|one|any)"
PATTERNS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\bwhere\b.*\b(get|buy|find|order|purchase|cop|sells?|sold)\b",
        rf"\bwhere (is|are|'?s) ({_IT}|they) from\b",
        r"\blinks?\b\W*(pls|plz|please|\?|$)",
        r"\b(drop|send|share|need|got|have|where'?s|where is)\b.{0,12}\blink\b",
        r"\bhow much (is|are|does|do|for|was|would)\b|\bhow much\W*$",
        r"\bwhat (does|do|would)\b.*\bcost\b|\b(the|know the) (price|cost)\b.*\?",
        r"\bwhat'?s the (price|cost)\b|\bprice\b\W*(pls|plz|please|\?|$)|\bknow the (price|cost)\b",
        r"\b(back|still) in stock\b|\brestock|\bsold out\b.*\?|\bstill available\b",
        r"\b(is|are) \w+ available\b|\bavailable (on|in|at)\b",
        r"\b(do|does|can|will) (you|u|ya|they) (ship|deliver)\b|\bhow long\b.*\b(shipping|delivery)\b",
        r"\b(do|does|will) \w+ come in\b|\bhave (it|this|that|these) in\b|\bwhat size\b",
        r"\b(discount|promo|coupon)\b|\bcode (still )?(work|valid)|\bcode still\b",
        r"\b(just|gonna|going to|about to|i'?ll|i'?m|i am|will|who else is) "
        r"(order|buy|bought|purchas|get(ting)? one)",
        rf"\b(ordering|buying) {_IT}\b.*\b(as soon|now|today|tonight|tomorrow|rn)\b",
        r"\bhow (do|can) (i|we) (order|buy|get)\b",
        r"\b(want|love|like|need|wanna) (to )?(buy|order|purchase)\b|\bthinking of (getting|buying)\b",
        r"\b(cart|basket)\b|\btake my money\b|\bpre-?orders?\b|\bwait ?list\b|\bfor sale\b",
        r"\b(which|what) (store|shop|website|site)\b|\bwhat'?s the (website|site|shop)\b",
        r"\b(is|are) the sale\b|\bworth \W?\d+|\bi'?d pay\b|\bwant one\b|\bcan i (buy|get|order)\b",
        rf"\bneed {_IT} in my life\b|\bdo (you|u) sell\b|\bis there a (shop|store)\b",
        r"\b(shop|store) (open|near)\b",
    ),
    "es": (
        r"\bdonde\b.*\b(comprar\w*|compro|compra|consig\w+|venden?|encuentro|encontrar|pedir|tienda)\b",
        r"\bprecio\b\W*(\?|$|por favor|porfa|pls|del\b)|\ba que precio\b",
        r"\bcuanto (cuesta|cuestan|vale|valen|sale|salen|es)\b|\bcuanto\b.*\benvio",
        r"\bcuanto tarda\w*\b.*\b(llegar|envio)\b|\ba cuanto\b",
        r"\b(link|enlace)\b\W*(\?|$|porfa|por favor|pls)|\b(pas|mand|dej)\w*\b.*\b(link|enlace)\b",
        r"\benvios?\b.*\?|\benvi(an|ais|as) a\b",
        r"\b(tienen|teneis|hay|viene|que)\b.*\b(tallas?|colores)\b|\ben (negro|blanco|talla)\b",
        r"\b(codigo|cupon|descuento)\b|\bstock\b|\bagotad[oa]\b|\bdisponible\b|\bquedan\b.*\?",
        r"\ba la venta\b|\bse puede (comprar|reservar|pedir)\b|\bvenden (en|al|online)\b|\bhay tienda\b",
        r"\b(me )?l[oa]s? compro\b|\bquiero (comprar\w*|un[oa]\b|pedir)|^\W*compro\W*$",
        r"\bl[oa]s? quiero( ya)?\b|\bvoy a (pedir|comprar)|\bacabo de (pedir|comprar)",
        r"\bcomo (l[oa] )?(pido|compro|hago un pedido)\b|\breservar\b|\blista de espera\b",
        r"\btoma mi dinero\b|\b(manda|mas) info\b|\binfo (del|y|sobre)\b|\bde que marca\b",
        r"\bl[oa] necesito\b.*\b(donde|link|consig)|\bnecesito es[aeo] \w+ en mi vida\b",
        r"\bcual es la web\b|\babren\b",
    ),
    "de": (
        r"\bwo\b.*\b(kaufen|bekomm\w*|krieg\w*|gibt'?s|gibt es|bestell\w*|shop|laden|her)\b",
        r"\bwas (kostet|kosten|soll\w* .*kosten)\b|\bwie ?viel kost\w*|\bwas kosten\b",
        r"\bpreis\b\W*(\?|$|bitte)|\blink\b\W*(\?|$|bitte|pls)|\b(schick|hast|habt)\b.*\blink\b",
        r"\b(liefer|versend|verschick)\w* ihr\b|\bversandkosten\b|\bwie lange\b.*\b(lieferung|versand)\b",
        r"\bverfugbar\b|\bauf lager\b|\blieferbar\b|\bausverkauft\b|\bnoch zu haben\b|\bkommt\b.*\brein\b",
        r"\brabatt\w*|\bgutschein\w*|\bcode\b.*\bnoch\b|\bangebot\b.*\bgultig\b",
        r"\bwelche grosse\b|\bin grosse\b|\bgibt'?s?( es)?\b.*\b(in|auch|grosser)\b.*\b(schwarz|weiss|blau"
        r"|kaufen)\b|\bgibts das auf\b",
        r"\bhabe? (gleich|direkt|mir|sofort)\b.*\bbestellt\b|\bbestelle? ich (mir|heute|gleich|direkt)\b",
        r"\bwird\b.*\bbestellt\b|\bwie bestell\w*|\bvorbestell\w*|\bwarteliste\b|\bnimm mein geld\b",
        r"\bkann man\b.*\b(kaufen|bestellen)\b|\bkaufe ich (mir|meine\w*)\b|\bwollte\b.*\bkaufen\b",
        r"\b(muss|will) (ich )?(das |den |die |es |auch )?haben\b|\bbrauche? (ich )?(das|den|die)?\b.*"
        r"\b(unbedingt|preis|wo|link)\b",
        r"\bverkauft ihr\b|\bhabt ihr\b.*\b(laden|shop|offen)\b|\b(in )?welche[mnr]? laden\b",
        r"\bwie heisst die webseite\b|\bist das meins\b",
    ),
    "fr": (
        r"\bou\b.*\b(achet\w*|trouv\w*|command\w*|vend\w*|boutique)\b|\btrouver? ou\b|\bdispo ou\b",
        r"\bc'?est combien\b|\b(ca|il|elle) (coute|vaut) combien\b|\bcombien (ca |il )?(coute|vaut)\b",
        r"\bprix\b\W*(\?|$|svp|stp)|\bquel est le prix\b|\ba quel prix\b|\btarifs?\b",
        r"\blien\b\W*(\?|$|svp|stp)|\b(envoie\w*|donne\w*|mets)\b.*\blien\b",
        r"\bvous (livr|exped|envoy)\w*|\bfrais de port\b|\blivraison\b",
        r"\ben stock\b|\ben rupture\b|\bdispo(nible)?s?\b|\bil en reste\b|\ben vente\b|\bprecommand\w*",
        r"\bcode promo\b|\bpromo\b|\ble code (marche|est|fonctionne)\b",
        r"\bquelle taille\b|\ben taille\b|\b(existe|dispo) en\b|\bquelle marque\b",
        r"\bj'achete\W*$|\bje l'achete\b|\bl'acheter\b|\bje commande (direct|ce soir|tout de suite)\b",
        r"\bviens d'en commander\b|\bje (le|la|les) (prends|veux)\b|\bje prends\W*$|\bil me l[ea] faut\b",
        r"\bcomment on commande\b|\b(peut|peux) (les? |la )?commander\b|\bliste d'attente\b",
        r"\bprenez mon argent\b|\bvous (vendez|avez une boutique)\b|\bquel(le)? (magasin|boutique)\b",
        r"\bc'?est quoi le site\b|\bvous etes ouverts?\b|\bsur amazon\b",
    ),
}
# Who warns, complains or thanks wants nothing, whatever the words.
REFUSALS = (
    r"\b(never|don'?t|do not|not) (again )?(order|buy)\w*|\bscam\b|\brip ?off\b",
    r"\bno l[oa]s? compren\b|\bnunca mas\b|\bestafa\b",
    r"\bkauft das nicht\b|\bnie wieder\b|\babzocke\b",
    r"\bn'achetez pas\b|\bplus jamais\b|\barnaque\b|\bachete pas\b",
)


def patterns() -> dict[str, str]:
    """Give one pattern per language, and one of refusals, by the parameter that it is bound to."""
    made = {f"words_{language}": _any(each) for language, each in PATTERNS.items()}
    return {**made, "refusals": _any(REFUSALS)}


def _any(each: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in each)
