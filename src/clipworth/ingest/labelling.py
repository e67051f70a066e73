"""Labelling posts with pillars and stages, by one order: plan, rules, accepted suggestions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from clipworth.ingest import journal
from clipworth.ingest.workspace import Workspace
from clipworth.model.catalogue import TABLES
from clipworth.model.labels import AcceptedPillar, Labelling, LabelRule, Origin
from clipworth.store.engine import Store, sql_file

LABELS = "labels"
UNLABELLED = Labelling()
_HASHTAG = re.compile(r"#(\w+)")
# Languages that are written without blanks: a word of theirs may stand inside others.
_NO_BLANKS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_OPEN = """
select post.post_id, coalesce(post.title, '') as title, coalesce(post.hashtags, '') as hashtags,
    coalesce(trim(plan.pillar, ' ;'), '') = '' as no_pillar,
    coalesce(trim(plan.stage), '') = '' as no_stage
from post
left join post_plan as plan on plan.post_id = post.post_id
where coalesce(trim(plan.pillar, ' ;'), '') = '' or coalesce(trim(plan.stage), '') = ''
order by post.post_id
"""
_SPELLED = """
select distinct trim(unnest(string_split(plan.pillar, ';'))) as pillar
from post_plan as plan
order by 1
"""
_COLUMNS = ("post_id", "kind", "value", "weight", "origin", "why", "sure")
_TYPES = ("VARCHAR", "VARCHAR", "VARCHAR", "DOUBLE", "VARCHAR", "VARCHAR", "DOUBLE")


def labelling(workspace: Workspace) -> Labelling:
    """Give what labels posts beside the plan, as clipworth.toml and the journal say by now."""
    accepted: list[AcceptedPillar] = []
    slug = journal.ACCEPT_PILLAR.replace("_", "-")
    if next(workspace.journal.glob(f"*-{slug}.json"), None):
        accepted = [_accepted(one) for one in journal.standing(workspace, journal.ACCEPT_PILLAR)]
    return Labelling(workspace.settings().rules, tuple(accepted))


def _accepted(entry: journal.Entry) -> AcceptedPillar:
    what = entry.what
    return AcceptedPillar(
        entry.number, what["pillar"], tuple(what["words"]), what["posts"], entry.who, entry.at[:10]
    )


def label_posts(store: Store, by: Labelling) -> None:
    """Fill post_label and plan_conflict from what is merged."""
    for table in ("post_label", "plan_conflict"):
        store.run(f"delete from {table}")
    made = list(_made(store, by)) if by.rules or by.accepted else []
    columns: list[list[Any]] = [list(column) for column in zip(*made, strict=True)] or [
        [] for _ in _COLUMNS
    ]
    told = ", ".join(
        f"unnest(${name}::{kind}[]) as {name}" for name, kind in zip(_COLUMNS, _TYPES, strict=True)
    )
    values = dict(zip(_COLUMNS, columns, strict=True))
    store.run(f"create or replace temp table made_label as select {told}", values)
    store.run(sql_file(__file__, "post_label"))
    store.run("drop table made_label")
    history = store.history(TABLES["post_plan"])
    if history and store.value("select 1 from post_plan where _versions > 1 limit 1"):
        store.run(sql_file(__file__, "plan_conflict", history=history))
    store.run(f"delete from about where key = '{LABELS}'")
    store.run(f"insert into about values ('{LABELS}', $mark)", {"mark": by.mark})


Made = tuple[str, str, str, float, str, str, float]


def _made(store: Store, by: Labelling) -> Iterator[Made]:
    """Label the posts that the plan leaves open."""
    # A rule's pillar that is the plan's but for its capitals is the same one.
    spelled = {str(name).casefold(): str(name) for (name,) in store.rows(_SPELLED) if name}
    rules = [_compiled(number, rule) for number, rule in enumerate(by.rules, start=1)]
    for post_id, title, hashtags, no_pillar, no_stage in store.rows(_OPEN):
        caption = Caption.of(title, hashtags)
        fitting = [(rule, why) for rule in rules if (why := rule.why(caption))]
        if no_stage:
            yield from _stage(post_id, fitting)
        if no_pillar:
            found = _pillars(fitting) or _suggested(post_id, by.accepted)
            total = sum(weight for weight, *_ in found.values())
            for pillar, (weight, origin, why, sure) in found.items():
                name = spelled.get(pillar.casefold(), pillar)
                yield (post_id, "pillar", name, weight / total, origin, why, sure)


@dataclass(frozen=True)
class Caption:
    """What a post says of itself. tags: lower case, without the #."""

    text: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, title: str, hashtags: str) -> "Caption":
        """Gather the hashtags of the caption and those that a file lists apart."""
        apart = [one.strip(" #") for one in re.split(r"[;,\s]+", hashtags)]
        tags = [*_HASHTAG.findall(title), *apart]
        return cls(title, tuple(dict.fromkeys(one.casefold() for one in tags if one)))


@dataclass(frozen=True)
class _Compiled:
    number: int
    rule: LabelRule
    tests: tuple[Callable[[Caption], str | None], ...]

    def why(self, caption: Caption) -> str | None:
        """Say what in a caption the rule fits; None: nothing."""
        for test in self.tests:
            if found := test(caption):
                return f"Rule {self.number}: {found}"
        return None


def _compiled(number: int, rule: LabelRule) -> _Compiled:
    tests: list[Callable[[Caption], str | None]] = []
    if rule.hashtags:
        tests.append(lambda caption: _first_tag(rule.hashtags, caption))
    tests += [_by_text(_word(word), "the word") for word in rule.words]
    tests += [_by_text(text, "the text") for text in rule.regex]
    return _Compiled(number, rule, tuple(tests))


def _first_tag(wanted: tuple[str, ...], caption: Caption) -> str | None:
    found = next((tag for tag in wanted if tag in caption.tags), None)
    return f"the hashtag #{found}" if found else None


def _word(word: str) -> str:
    text = r"\s+".join(re.escape(one) for one in word.split())
    return text if _NO_BLANKS.search(word) else rf"(?<!\w){text}(?!\w)"


def _by_text(pattern: str, what: str) -> Callable[[Caption], str | None]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def test(caption: Caption) -> str | None:
        found = compiled.search(caption.text)
        return f"{what} “{found[0].strip()}”" if found else None

    return test


def _stage(post_id: str, fitting: list[tuple[_Compiled, str]]) -> Iterator[Made]:
    """Give the stage of the first rule that fits; others that say another make it less sure."""
    told = [(rule.rule.stage, why) for rule, why in fitting if rule.rule.stage]
    if not told:
        return
    stage, why = told[0]
    agreeing = sum(one == stage for one, _ in told)
    others = sorted({one for one, _ in told} - {stage})
    beside = f" (other rules say {', '.join(others)})" if others else ""
    yield (post_id, "stage", stage, 1.0, Origin.RULE, why + beside, agreeing / len(told))


Labels = dict[str, tuple[float, str, str, float]]


def _pillars(fitting: list[tuple[_Compiled, str]]) -> Labels:
    found: Labels = {}
    for rule, why in fitting:
        pillar = rule.rule.pillar
        if pillar:
            weight = max(rule.rule.weight, found[pillar][0] if pillar in found else 0.0)
            said = f"{found[pillar][2]}, {why}" if pillar in found else why
            found[pillar] = (weight, Origin.RULE, said, 1.0)
    return found


def _suggested(post_id: str, accepted: tuple[AcceptedPillar, ...]) -> Labels:
    found: Labels = {}
    for one in accepted:
        sure = one.posts.get(post_id)
        # Of the same pillar accepted twice, the surer word counts.
        if sure is not None and sure > found.get(one.pillar, (0.0,))[0]:
            why = (
                f"Suggested by the words {', '.join(one.words[:5])}; accepted by {one.who} on"
                f" {one.day}"
            )
            found[one.pillar] = (sure, Origin.SUGGESTION, why, sure)
    return found
