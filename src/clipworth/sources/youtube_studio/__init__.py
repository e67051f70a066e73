"""YouTube Studio: the advanced report's Table data.csv, of videos or of days."""

from clipworth.model.problems import Severity
from clipworth.sources import dates, read
from clipworth.sources.declare import Check, Column, Known, LeftOut, Source, Target
from clipworth.sources.youtube_studio.cells import hours, video_id

# Each header in English, German, Spanish and Portuguese, as far as it was seen.
_CONTENT = ("Content", "Videos", "Contenido", "Conteúdo")
_DATE = ("Date", "Datum", "Fecha", "Data")
_TITLE = ("Video title", "Videotitel", "Título del video", "Título do vídeo")
_PUBLISHED = (
    "Video publish time",
    "Veröffentlichungszeitpunkt des Videos",
    "Tiempo de publicación del video",
    "Horário de publicação do vídeo",
)
_VIEWS = ("Views", "Aufrufe", "Vistas", "Visualizações")
_WATCHED = (
    "Watch time (hours)",
    "Wiedergabezeit (Stunden)",
    "Tiempo de reproducción (horas)",
    "Tempo de exibição (horas)",
)
_IMPRESSIONS = (
    "Impressions",
    "Thumbnail impressions",
    "Impressionen",
    "Impresiones",
    "Impresiones de miniaturas",
    "Impressões",
)
_SUBSCRIBERS = ("Subscribers", "Abonnenten", "Suscriptores", "Inscritos")
_GAINED = ("Subscribers gained", "Suscriptores obtenidos")
_LOST = ("Subscribers lost", "Suscriptores perdidos")
_LENGTH = ("Duration", "Dauer", "Duración", "Duração")
_AVERAGE = (
    "Average view duration",
    "Duración promedio de vistas",
    "Duração média da visualização",
)
_LIKES = ("Likes", "Me gusta")
_SHARES = ("Shares", "Elementos compartidos")
_COMMENTS = ("Comments added",)
_FIGURES = (
    Column(_VIEWS, "views", read.count, must=True),
    Column(_IMPRESSIONS, "impressions", read.count),
    Column(_WATCHED, "watched_s", hours),
    Column(_LIKES, "likes", read.daily_count),
    Column(_COMMENTS, "comments", read.daily_count),
    Column(_SHARES, "shares", read.daily_count),
)
_OF_POST = (
    *_FIGURES,
    Column(_AVERAGE, "average_watch_s", read.duration),
    Column(_GAINED, "follows", read.count),
    Column(_SUBSCRIBERS, "net_follows", read.daily_count),
)
# A report of September says of a video of July what it did in September, not what it did in all.
_IS_WHOLE = "(given_from is null or posted_day >= given_from)"
_HOW = "YouTube Studio > Analytics > Advanced mode, {} > Download > CSV (checked 2026-10)."


def _totals(column: tuple[str, ...]) -> tuple[LeftOut, ...]:
    return (
        LeftOut(
            "lower({c}) in ('total', 'gesamt')",
            column,
            "is the total of all rows; counting it would double everything.",
        ),
    )


SOURCES = (
    Source(
        key="youtube_posts",
        title="YouTube Studio: videos (Table data.csv by Content)",
        how=_HOW.format("tab Content, period Lifetime"),
        targets=(
            Target(
                "channel_post",
                (
                    Column(_CONTENT, "post_id", video_id, must=True),
                    Column(_TITLE, "title", read.text, must=True),
                    Column(_PUBLISHED, "posted_day", dates.day, must=True),
                    Column(_LENGTH, "duration_s", read.duration),
                    *_OF_POST,
                ),
                derived={
                    "network": "'youtube'",
                    "account": "given_account",
                    "own": "true",
                    "link": "'https://www.youtube.com/watch?v=' || post_id",
                    **{
                        column.field: f"case when {_IS_WHOLE} then {column.field} end"
                        for column in _OF_POST
                    },
                },
                checks=(
                    Check(
                        f"post_id is not null and not coalesce({_IS_WHOLE}, false)",
                        _PUBLISHED,
                        "lies before the period of the file, so its figures there are not"
                        " its totals and were not taken.",
                        "Export it with the period Lifetime.",
                        Severity.NOTE,
                    ),
                    Check(
                        "post_id is not null and given_from is null",
                        _VIEWS,
                        "is taken for all views so far, as the file's name says no period.",
                        "Import the zip as it was downloaded; its name says the period.",
                        Severity.NOTE,
                    ),
                ),
            ),
        ),
        without=_DATE,
        left_out=_totals(_CONTENT),
    ),
    Source(
        key="youtube_daily",
        title="YouTube Studio: days of the channel (Table data.csv by Date)",
        how=_HOW.format("tab Date"),
        targets=(
            Target(
                "channel_day",
                (
                    Column(_DATE, "day", dates.day, must=True),
                    *_FIGURES,
                    Column(_GAINED, "new_followers", read.count),
                    Column(_LOST, "lost_followers", read.count),
                    Column(_SUBSCRIBERS, "net_followers", read.daily_count),
                ),
                derived={"network": "'youtube'", "account": "given_account"},
            ),
        ),
        marks=(_WATCHED,),
        without=_TITLE,
        left_out=_totals(_DATE),
        needs_account=True,
    ),
)

KNOWN = (
    Known(
        key="youtube_chart",
        title="YouTube Studio's Chart data.csv",
        marks=(_DATE, _CONTENT, _TITLE),
        reason="it holds one figure of a few videos by day, to draw the report's chart.",
        remedy="Nothing to do: Table data.csv of the same zip is read.",
    ),
    Known(
        key="youtube_totals",
        title="a table of days with one figure, such as YouTube Studio's Totals.csv",
        marks=(_DATE, (*_VIEWS, *_WATCHED, *_IMPRESSIONS, *_SUBSCRIBERS)),
        reason="nothing in it says whose figure that is.",
        remedy="For YouTube, export the tab Date of the report: its Table data.csv is read.",
        alone=True,
    ),
)
