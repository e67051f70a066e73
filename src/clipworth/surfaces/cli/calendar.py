"""`calendar` writes the next posts as a file that calendars read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.model.problems import WrongUse
from clipworth.surfaces.cli.asking import Where, asked
from clipworth.surfaces.cli.place import InFolder, clock, workspace
from clipworth.surfaces.cli.printing import note, out

if TYPE_CHECKING:
    from clipworth.model.answers import Answer

REFUSED = 4
HALF_HOUR = 30


def calendar(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to, as posts.ics.")],
    where: Where = None,
    folder: InFolder = None,
) -> int:
    """Write the proposed next posts as a calendar file (.ics), an event per post."""
    from clipworth.answers.questions import question
    from clipworth.commands.opening import looking
    from clipworth.model.answers import Refused

    if file.suffix.lower() != ".ics":
        raise WrongUse(f"{file} is no calendar file: name it *.ics.")
    here = workspace(folder)
    settings, today = here.settings(), clock()
    ask = asked(today.today, days=("", "", ""), as_of="", where=where, by="")
    try:
        with looking(here, None) as store:
            answer = question("next-posts").answer(store, settings, ask)
    except Refused as refused:
        note(f"Refused: {refused}")
        return REFUSED
    if not answer.tables:
        note(" ".join(answer.sentences))
        return REFUSED
    file.write_bytes(ics(answer, settings.time_zone, today.now))
    out(f"{file}: {answer.sentences[0]}")
    return 0


def ics(answer: "Answer", zone: str | None, now: str) -> bytes:
    """Write the calendar of an answer; zone: of its hours, where the brand says it."""
    from datetime import date, datetime, time, timedelta
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Clipworth//next posts//EN")
    made.add("version", "2.0")
    for place, row in enumerate(answer.tables[0].rows, start=1):
        day, hour = row["day"], row["hour"]
        if not isinstance(day, date):
            continue
        event = Event()
        event.add("uid", f"{day:%Y%m%d}-{place}@clipworth")
        event.add("dtstamp", datetime.fromisoformat(now))
        event.add("summary", f"TikTok: {row['pillar']} ({row['stage']})")
        said = [f"Why: {row['why']}."]
        if row["build_on"]:
            said.append(f"Build on {row['build_on']}: {row['title'] or 'no caption known'}")
        if answer.simulated:
            said.append("Simulated: this brand is invented.")
        event.add("description", "\n".join(said))
        if isinstance(hour, str):
            start = datetime.combine(day, time(int(hour[:2])), ZoneInfo(zone) if zone else None)
            event.add("dtstart", start)
            event.add("dtend", start + timedelta(minutes=HALF_HOUR))
        else:
            event.add("dtstart", day)
        made.add_component(event)
    if zone:
        made.add_missing_timezones()
    return bytes(made.to_ical())
