"""Making a workspace, with a clipworth.toml that explains itself, and the demo."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import tomlkit

from clipworth.commands.importing import ImportReport, import_files
from clipworth.ingest.durable import write_whole
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Progress
from clipworth.ingest.workspace import CONFIG, Clock, Workspace
from clipworth.model.maturity import QUESTIONNAIRE
from clipworth.model.problems import WrongUse

DEMO_SEED = 7
DEMO_UNTIL = date(2026, 10, 31)
DEMO_BRAND = "Fernweh Coffee (simulated)"


def init(
    folder: Path,
    *,
    brand: str = "",
    currency: str = "",
    accounts: Sequence[str] = (),
    simulated: bool = False,
) -> Workspace:
    """Make a workspace in a folder.

    Raises WrongUse where there is one already.
    """
    if (folder / CONFIG).exists():
        raise WrongUse(f"{folder} is a workspace already.")
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder)
    write_whole(workspace.config, _config(brand, currency, accounts, simulated=simulated).encode())
    workspace.person_key()
    return workspace


# An example, as an empty part would be a rule that fits nothing.
_RULES = """[[rules]]   # pillar and stage of posts that the content plan leaves open
pillar = "recipes"   # or stage = "MOFU", or both; weight = 2 counts twice beside others
hashtags = ["recipe"]   # or words = ["how to"], or regex = ["in \\d+ seconds"]"""


def _config(brand: str, currency: str, accounts: Sequence[str], *, simulated: bool) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment("What is decided by hand. Everything else is derived from files."))
    section = tomlkit.table()
    section.add("name", brand)
    section.add("currency", currency)
    section["currency"].comment('such as "EUR"; empty: that of the data, where it is only one')
    section.add("time_zone", "")
    section["time_zone"].comment(
        'whose days count, such as "Europe/Athens"; empty: UTC; after a change: clipworth rebuild'
    )
    section.add("accounts", [account.lstrip("@").lower() for account in accounts])
    section["accounts"].comment("your handles, without the @")
    section.add(tomlkit.comment('country = "DE"   # whose phone numbers stand without a +'))
    document.add("brand", section)
    privacy = tomlkit.table()
    privacy.add("originals", "redact")
    privacy["originals"].comment(
        '"redact": customers become keyed hashes; "encrypt": files are sealed; "keep": as they came'
    )
    privacy.add(tomlkit.comment("retention_days = 730   # unlink people from older orders"))
    document.add("privacy", privacy)
    value = tomlkit.table()
    value.add(
        tomlkit.comment("per_1000_views = 8.00   # empty: from your own ads, where they can tell")
    )
    document.add("value", value)
    typed = tomlkit.table()
    typed.add(
        tomlkit.comment("posts_per_month = 20   # over any published number: docs/defaults.md")
    )
    document.add("defaults", typed)
    for line in _RULES.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    said = tomlkit.table()
    said.add(tomlkit.comment("what no file can show, for `clipworth show maturity`:"))
    for key, asks in QUESTIONNAIRE.items():
        said.add(tomlkit.comment(f"{key} = true   # {asks}"))
    document.add("maturity", said)
    own = tomlkit.table()
    own.add(tomlkit.comment("in_feed_roas = 2.5   # your own benchmark of a format: show formats"))
    document.add("benchmarks", own)
    attribution = tomlkit.table()
    attribution.add("tiktok_sources", ["tiktok", "tiktok.com", "www.tiktok.com", "tt"])
    attribution["tiktok_sources"].comment("utm_source values that mean TikTok")
    document.add("attribution", attribution)
    if simulated:
        demo = tomlkit.table()
        invented = tomlkit.item(True)  # noqa: FBT003 - a value, not a switch
        invented.comment("the brand is invented, and every surface says so")
        demo.add("simulated", invented)
        document.add("demo", demo)
    return tomlkit.dumps(document)


def demo(
    folder: Path, clock: Clock, *, who: str, progress: Progress
) -> tuple[Workspace, ImportReport]:
    """Simulate a brand, write its export files in their real formats, and import those."""
    from clipworth.worlds.brand import simulate
    from clipworth.worlds.exports import write_exports
    from clipworth.worlds.truth import write_truth

    workspace = init(
        folder,
        brand=DEMO_BRAND,
        currency="EUR",
        accounts=("fernwehcoffee", "fernwehcoffee.es"),
        simulated=True,
    )
    progress("simulating a year")
    world = simulate(DEMO_SEED, DEMO_UNTIL)
    exports = folder / "exports"
    shutil.rmtree(exports, ignore_errors=True)
    files = [file for file in write_exports(world, exports) if file.name != "README.txt"]
    write_truth(world, folder / "truth.json")
    report = import_files(workspace, files, Given(), clock, who=who, progress=progress)
    return workspace, report
