"""Every metric says what it is, and nothing is added that must not be."""

import pytest

from clipworth.measure.metrics import conversion, intent, reach, value
from clipworth.measure.metrics.catalogue import METRICS, metric
from clipworth.measure.metrics.kinds import (
    Composite,
    Measure,
    Metric,
    Mixed,
    Ratio,
    RollUp,
    Total,
    cadence,
)
from clipworth.measure.metrics.pooling import Pool, Unpoolable, check
from clipworth.measure.relations import RELATIONS
from clipworth.model.catalogue import TABLES
from clipworth.model.problems import WrongUse
from clipworth.model.words import Dataset, Layer, Word


@pytest.mark.parametrize("declared", METRICS.values(), ids=METRICS)
def test_every_metric_says_what_it_is(declared: Metric) -> None:
    assert declared.key.isidentifier()
    assert declared.label
    assert declared.meaning.endswith(".")
    assert declared.formula
    assert str(declared.unit)
    assert declared.layer in Layer
    assert declared.word in Word
    assert declared.roll_up in RollUp
    assert cadence(declared)


@pytest.mark.parametrize("declared", METRICS.values(), ids=METRICS)
def test_every_metric_names_columns_that_exist(declared: Metric) -> None:
    for source in declared.sources:
        table, column = source.split(".")
        assert TABLES[table].field(column)
    if isinstance(declared, Measure | Total):
        assert declared.relation in RELATIONS


def test_keys_are_unique() -> None:
    declared = [m.key for room in (reach, intent, conversion, value) for m in room.METRICS]
    assert len(declared) == len(set(declared))


def test_an_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(WrongUse, match="platform_roas"):
        metric("platform_raos")


def test_two_layers_are_never_added() -> None:
    with pytest.raises(Mixed, match="layers"):
        Total("mixed", "Mixed", "", (reach.VIEWS, intent.SAVES), "thing")


def test_two_words_are_never_added() -> None:
    with pytest.raises(Mixed, match="billed"):
        Total("mixed", "Mixed", "", (value.AD_COSTS, value.FEES), "thing")


def test_reach_and_frequency_never_add() -> None:
    for never in (reach.POST_REACH, reach.ACCOUNT_REACH, reach.PAID_REACH, reach.FREQUENCY):
        assert never.roll_up is RollUp.NEVER
    with pytest.raises(Mixed, match="never adds"):
        Ratio("views_per_person", "", "", reach.IMPRESSIONS, reach.PAID_REACH)


def test_a_ratio_takes_the_softer_word_and_the_deeper_layer() -> None:
    assert conversion.PLATFORM_ROAS.word is Word.PLATFORM
    assert conversion.PLATFORM_ROAS.layer is Layer.CONVERSION
    assert conversion.CPM.layer is Layer.REACH
    assert intent.SAVE_RATE.layer is Layer.INTENT
    assert str(conversion.CPA.unit) == "money per conversion"
    assert str(intent.ISCR[4].unit) == "action per view"
    assert value.ROI.word is Word.FIRST_PARTY
    assert value.MEDIA_EQUIVALENT.word is Word.MODELLED


def test_composites_show_their_parts() -> None:
    for declared in METRICS.values():
        if isinstance(declared, Composite):
            assert declared.parts


def test_rates_of_organic_and_paid_are_never_pooled() -> None:
    pools = [Pool(Dataset.ORGANIC), Pool(Dataset.PAID)]
    with pytest.raises(Unpoolable, match="cannot be one rate"):
        check(conversion.CTR, pools)


def test_money_and_counts_may_be_totalled() -> None:
    pools = [Pool(Dataset.PAID, "Spark"), Pool(Dataset.PAID, "TopView")]

    check(conversion.SPEND, pools)
    check(conversion.CPA, pools)

    with pytest.raises(Unpoolable, match=r"paid \(Spark\)"):
        check(conversion.CTR, pools)
