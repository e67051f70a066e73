"""Words and patterns that say somebody wants to buy, in four languages.

They are matched in texts without accents, in lower case. Every comment is tried in all languages,
as nobody says which one it is in.
"""

from collections.abc import Mapping, Sequence

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\bwhere\b.*\b(get|buy|find|order|purchase|cop|sells?|sold)\b",
        r"\bwhere (is|are|'?s) ((it|this|that|these|those|them|one|any)|they) from\b",
        r"\blinks?\b\W*(pls|plz|please|\?|$)",
        r"\b(drop|send|share|need|got|have|where'?s|where is)\b.{0,12}\blink\b",
        r"\bhow much (is|are|does|do|for|was|would)\b|\bhow much\W*$",
        r"\bwhat (does|do|would)\b.*\bcost\b|\b(the|know the) (price|cost)\b.*\?",
        r"\bwhat'?s the (price|cost)\b|\bprice\b\W*(pls|plz|please|\?|$)",
        r"\bknow the (price|cost)\b|\b(back|still) in stock\b|\brestock|\bsold out\b.*\?",
        r"\bstill available\b|\b(is|are) \w+ available\b|\bavailable (on|in|at)\b",
        r"\b(do|does|can|will) (you|u|ya|they) (ship|deliver)\b",
        r"\bhow long\b.*\b(shipping|delivery)\b|\b(do|does|will) \w+ come in\b",
        r"\bhave (it|this|that|these) in\b|\bwhat size\b|\b(discount|promo|coupon)\b",
        r"\bcode (still )?(work|valid)|\bcode still\b",
        r"\b(just|gonna|going to|about to|will|who else is) (order|buy|bought|purchas)",
        r"\b(i'?ll|i'?m|i am) (order|buy|bought|purchas|get(ting)? one)",
        r"\b(ordering|buying) (it|this|that|these|those|them|one)\b.*\b(as soon|now|tonight)\b",
        r"\b(ordering|buying) (it|this|that|these|those|them|one)\b.*\b(today|tomorrow|rn)\b",
        r"\bhow (do|can) (i|we) (order|buy|get)\b",
        r"\b(want|love|like|need|wanna) (to )?(buy|order|purchase)\b",
        r"\bthinking of (getting|buying)\b|\b(cart|basket)\b|\btake my money\b",
        r"\bpre-?orders?\b|\bwait ?list\b|\bfor sale\b",
        r"\b(which|what) (store|shop|website|site)\b|\bwhat'?s the (website|site|shop)\b",
        r"\b(is|are) the sale\b|\bworth \W?\d+|\bi'?d pay\b|\bwant one\b",
        r"\bcan i (buy|get|order)\b",
        r"\bneed (it|this|that|these|those|them|one|any) in my life\b|\bdo (you|u) sell\b",
        r"\bis there a (shop|store)\b|\b(shop|store) (open|near)\b",
    ),
    "es": (
        r"\bdonde\b.*\b(comprar\w*|compro|compra|consig\w+|venden?|encuentro|encontrar|pedir|tienda)\b",
        r"\bprecio\b\W*(\?|$|por favor|porfa|pls|del\b)|\ba que precio\b",
        r"\bcuanto (cuesta|cuestan|vale|valen|sale|salen|es)\b|\bcuanto\b.*\benvio",
        r"\bcuanto tarda\w*\b.*\b(llegar|envio)\b|\ba cuanto\b",
        r"\b(link|enlace)\b\W*(\?|$|porfa|por favor|pls)",
        r"\b(pas|mand|dej)\w*\b.*\b(link|enlace)\b|\benvios?\b.*\?|\benvi(an|ais|as) a\b",
        r"\b(tienen|teneis|hay|viene|que)\b.*\b(tallas?|colores)\b",
        r"\ben (negro|blanco|talla)\b|\b(codigo|cupon|descuento)\b|\bstock\b|\bagotad[oa]\b",
        r"\bdisponible\b|\bquedan\b.*\?|\ba la venta\b|\bse puede (comprar|reservar|pedir)\b",
        r"\bvenden (en|al|online)\b|\bhay tienda\b|\b(me )?l[oa]s? compro\b",
        r"\bquiero (comprar\w*|un[oa]\b|pedir)|^\W*compro\W*$|\bl[oa]s? quiero( ya)?\b",
        r"\bvoy a (pedir|comprar)|\bacabo de (pedir|comprar)",
        r"\bcomo (l[oa] )?(pido|compro|hago un pedido)\b|\breservar\b|\blista de espera\b",
        r"\btoma mi dinero\b|\b(manda|mas) info\b|\binfo (del|y|sobre)\b|\bde que marca\b",
        r"\bl[oa] necesito\b.*\b(donde|link|consig)|\bnecesito es[aeo] \w+ en mi vida\b",
        r"\bcual es la web\b|\babren\b",
    ),
    "de": (
        r"\bwo\b.*\b(kaufen|bekomm\w*|krieg\w*|gibt'?s|gibt es|bestell\w*|shop|laden|her)\b",
        r"\bwas (kostet|kosten|soll\w* .*kosten)\b|\bwie ?viel kost\w*|\bwas kosten\b",
        r"\bpreis\b\W*(\?|$|bitte)|\blink\b\W*(\?|$|bitte|pls)",
        r"\b(schick|hast|habt)\b.*\blink\b|\b(liefer|versend|verschick)\w* ihr\b",
        r"\bversandkosten\b|\bwie lange\b.*\b(lieferung|versand)\b|\bverfugbar\b",
        r"\bauf lager\b|\blieferbar\b|\bausverkauft\b|\bnoch zu haben\b|\bkommt\b.*\brein\b",
        r"\brabatt\w*|\bgutschein\w*|\bcode\b.*\bnoch\b|\bangebot\b.*\bgultig\b",
        r"\bwelche grosse\b|\bin grosse\b",
        r"\bgibt'?s?( es)?\b.*\b(in|auch|grosser)\b.*\b(schwarz|weiss|blau|kaufen)\b",
        r"\bgibts das auf\b|\bhabe? (gleich|direkt|mir|sofort)\b.*\bbestellt\b",
        r"\bbestelle? ich (mir|heute|gleich|direkt)\b|\bwird\b.*\bbestellt\b",
        r"\bwie bestell\w*|\bvorbestell\w*|\bwarteliste\b|\bnimm mein geld\b",
        r"\bkann man\b.*\b(kaufen|bestellen)\b|\bkaufe ich (mir|meine\w*)\b",
        r"\bwollte\b.*\bkaufen\b|\b(muss|will) (ich )?(das |den |die |es |auch )?haben\b",
        r"\bbrauche? (ich )?(das|den|die)?\b.*\b(unbedingt|preis|wo|link)\b|\bverkauft ihr\b",
        r"\bhabt ihr\b.*\b(laden|shop|offen)\b|\b(in )?welche[mnr]? laden\b",
        r"\bwie heisst die webseite\b|\bist das meins\b",
    ),
    "fr": (
        r"\bou\b.*\b(achet\w*|trouv\w*|command\w*|vend\w*|boutique)\b|\btrouver? ou\b",
        r"\bdispo ou\b|\bc'?est combien\b|\b(ca|il|elle) (coute|vaut) combien\b",
        r"\bcombien (ca |il )?(coute|vaut)\b|\bprix\b\W*(\?|$|svp|stp)|\bquel est le prix\b",
        r"\ba quel prix\b|\btarifs?\b|\blien\b\W*(\?|$|svp|stp)",
        r"\b(envoie\w*|donne\w*|mets)\b.*\blien\b|\bvous (livr|exped|envoy)\w*",
        r"\bfrais de port\b|\blivraison\b|\ben stock\b|\ben rupture\b|\bdispo(nible)?s?\b",
        r"\bil en reste\b|\ben vente\b|\bprecommand\w*|\bcode promo\b|\bpromo\b",
        r"\ble code (marche|est|fonctionne)\b|\bquelle taille\b|\ben taille\b",
        r"\b(existe|dispo) en\b|\bquelle marque\b|\bj'achete\W*$|\bje l'achete\b",
        r"\bl'acheter\b|\bje commande (direct|ce soir|tout de suite)\b",
        r"\bviens d'en commander\b|\bje (le|la|les) (prends|veux)\b|\bje prends\W*$",
        r"\bil me l[ea] faut\b|\bcomment on commande\b|\b(peut|peux) (les? |la )?commander\b",
        r"\bliste d'attente\b|\bprenez mon argent\b|\bvous (vendez|avez une boutique)\b",
        r"\bquel(le)? (magasin|boutique)\b|\bc'?est quoi le site\b|\bvous etes ouverts?\b",
        r"\bsur amazon\b",
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
