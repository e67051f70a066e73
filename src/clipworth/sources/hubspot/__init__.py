"""HubSpot: exports of contacts and of deals, with the days on which each stage was reached."""

from clipworth.sources import currencies, dates, read
from clipworth.sources.declare import Column, Source, Target

_HOW = "HubSpot > CRM > {} > Export > CSV, all properties, labels in English (checked 2026-11)."
_SOURCE = (
    Column(
        ("Original Traffic Source", "Original Source", "Original Source Type",
         "hs_analytics_source"),
        "source",
        read.text,
    ),
    Column(
        ("Original Traffic Source Drill-Down 1", "Original Source Drill-Down 1",
         "Original Source Data 1", "hs_analytics_source_data_1"),
        "source_detail",
        read.text,
    ),
    Column(
        ("Original Traffic Source Drill-Down 2", "Original Source Drill-Down 2",
         "Original Source Data 2", "hs_analytics_source_data_2"),
        "campaign",
        read.text,
    ),
    *(
        Column((name, name.replace("_", "-"), f"{name} (first touch)"), name, read.text)
        for name in ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
    ),
)  # fmt: skip
_CREATED = ("Create Date", "Created Date", "createdate")
_LIFECYCLE = Column(("Lifecycle Stage", "lifecyclestage"), "stage", read.text, must=True)
_CONTACT = Column(
    ("Record ID", "Record ID - Contact", "Contact ID", "hs_object_id"),
    "record_id",
    read.identifier,
    must=True,
)
_EMAIL = Column(("Email", "Email Address", "E-mail"), "person", read.person, must=True)
_COUNTRY = Column(("Country/Region", "Country", "country"), "country", read.text)

# The lifecycle stages that HubSpot begins with, in their order, and what else they are called.
_STAGES = {
    "subscriber": ("Subscriber", "Became a Subscriber Date"),
    "lead": ("Lead", "Became a Lead Date"),
    "marketingqualifiedlead": ("Marketing Qualified Lead",
        "Became a Marketing Qualified Lead Date"),
    "salesqualifiedlead": ("Sales Qualified Lead", "Became a Sales Qualified Lead Date"),
    "opportunity": ("Opportunity", "Became an Opportunity Date"),
    "customer": ("Customer", "Became a Customer Date"),
    "evangelist": ("Evangelist", "Became an Evangelist Date"),
    "other": ("Other", "Became an Other Lifecycle Date"),
}  # fmt: skip


def _reached(stage: str) -> tuple[str, ...]:
    """Give the headers of the day on which a contact reached a stage, old and new."""
    label, became = _STAGES[stage]
    return (
        became,
        f'Date entered "{label} (Lifecycle Stage Pipeline)"',
        f"Date entered '{label} (Lifecycle Stage Pipeline)'",
        f"Date entered {label} (Lifecycle Stage Pipeline)",
        f"hs_lifecyclestage_{stage}_date",
        f"hs_v2_date_entered_{stage}",
    )


_DAYS = tuple(Column(_reached(stage), f"became_{stage}", dates.day) for stage in _STAGES)
_QUALIFIED = ", ".join(
    f"became_{stage}" for stage in _STAGES if stage not in ("subscriber", "other")
)
_IS_LEAD = (
    f"coalesce({_QUALIFIED}) is not null or regexp_replace(lower(stage), '[^a-z]', '', 'g') in"
    " ('lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer',"
    " 'evangelist')"
)
_CONTACT_COLUMNS = (_CONTACT, _EMAIL, _LIFECYCLE, _COUNTRY, *_SOURCE)
_CREATED_DAY = Column(_CREATED, "created_day", dates.day, must=True)
_BECAME = Column(
    ("Associated Deal IDs", "Associated Deal", "associated_deal_ids"), "became", read.text
)


def _contact_stage(stage: str) -> Target:
    return Target(
        "deal_stage",
        (
            _CONTACT,
            Column(_reached(stage), "day", dates.day, must=True),
        ),
        derived={
            "crm": "'hubspot'",
            "kind": "'sign-up'" if stage == "subscriber" else "'lead'",
            "stage": f"'{_STAGES[stage][0]}'",
        },
        when="day is not null",
    )


CONTACTS = Source(
    key="hubspot_contacts",
    title="HubSpot: contacts",
    how=_HOW.format("Contacts"),
    targets=(
        Target(
            "deal",
            _CONTACT_COLUMNS,
            helpers=(_CREATED_DAY, *_DAYS),
            derived={
                "crm": "'hubspot'",
                "kind": "'sign-up'",
                "day": "coalesce(became_subscriber, created_day)",
            },
            when=f"became_subscriber is not null or not coalesce({_IS_LEAD}, false)",
        ),
        Target(
            "deal",
            (*_CONTACT_COLUMNS, _BECAME),
            helpers=(_CREATED_DAY, *_DAYS),
            derived={
                "crm": "'hubspot'",
                "kind": "'lead'",
                "day": f"coalesce(became_lead, least({_QUALIFIED}), created_day)",
            },
            when=_IS_LEAD,
        ),
        *map(_contact_stage, _STAGES),
    ),
    without=("Deal Name", "Ticket name", "Company Domain Name"),
    personal=(
        "First Name",
        "Last Name",
        "Full Name",
        "Twitter Username",
        "WhatsApp Number",
        "Phone Number",
        "Mobile Phone Number",
        "WhatsApp Phone Number",
        "Street Address",
        "Address",
        "City",
        "Postal Code",
        "Zip",
        "Date of birth",
        "Job Title",
        "Company Name",
        "Contact owner",
        "Work email",
        "Additional email addresses",
        "LinkedIn URL",
        "LinkedIn Bio",
        "Message",
        "Notes",
        "IP Address",
    ),
)

_DEAL = Column(
    ("Record ID", "Record ID - Deal", "Deal ID", "hs_object_id"),
    "record_id",
    read.identifier,
    must=True,
)
_DEAL_STAGE = Column(("Deal Stage", "dealstage"), "stage", read.text, must=True)
_SHOWN = currencies.beside(("Amount", "amount"))
_AMOUNT = Column(("Amount", "amount"), "value", read.money, must=True)
_DEAL_CURRENCY = Column(("Currency", "deal_currency_code"), "currency", read.currency)
# `Closed Won (Sales Pipeline)` is how HubSpot writes it where an account has several pipelines.
_PLAIN_STAGE = (
    r"regexp_replace(lower(regexp_replace(stage, '\s*\([^()]*\)\s*$', '')), '[^a-z]', '', 'g')"
)
# The stages of the pipeline that HubSpot begins with.
_DEAL_STAGES = {
    "appointmentscheduled": "Appointment Scheduled",
    "qualifiedtobuy": "Qualified To Buy",
    "presentationscheduled": "Presentation Scheduled",
    "decisionmakerboughtin": "Decision Maker Bought-In",
    "contractsent": "Contract Sent",
    "closedwon": "Closed Won",
    "closedlost": "Closed Lost",
}


def _deal_stage(key: str, label: str) -> Target:
    headers = (
        f'Date entered "{label} (Sales Pipeline)"',
        f"Date entered '{label} (Sales Pipeline)'",
        f"Date entered {label} (Sales Pipeline)",
        f"Date entered {label}",
        f"hs_date_entered_{key}",
        f"hs_v2_date_entered_{key}",
    )
    return Target(
        "deal_stage",
        (_DEAL, Column(headers, "day", dates.day, must=True)),
        derived={"crm": "'hubspot'", "kind": "'deal'", "stage": f"'{label}'"},
        when="day is not null",
    )


DEALS = Source(
    key="hubspot_deals",
    title="HubSpot: deals",
    how=_HOW.format("Deals"),
    targets=(
        Target(
            "deal",
            (
                _DEAL,
                Column(_CREATED, "day", dates.day, must=True),
                Column(("Close Date", "closedate"), "closed_day", dates.day, must=True),
                _DEAL_STAGE,
                Column(("Pipeline", "pipeline"), "pipeline", read.text),
                _AMOUNT,
                _DEAL_CURRENCY,
                *_SOURCE,
            ),
            helpers=(
                _SHOWN,
                Column(("Is Closed Won", "hs_is_closed_won"), "said_won", read.flag),
                Column(("Is deal closed?", "Is Closed", "hs_is_closed"), "said_closed", read.flag),
                Column(("Is closed lost", "hs_is_closed_lost"), "said_lost", read.flag),
            ),
            derived={
                "crm": "'hubspot'",
                "kind": "'deal'",
                "currency": currencies.EITHER,
                # A stage of one's own name does not say that it is the end.
                "won": f"coalesce(said_won, case when {_PLAIN_STAGE} = 'closedwon' then true"
                f" when {_PLAIN_STAGE} = 'closedlost' or said_lost or not said_closed"
                " then false end)",
                "closed": "coalesce(said_closed, case when said_won or said_lost"
                f" or {_PLAIN_STAGE} in ('closedwon', 'closedlost') then true end)",
            },
        ),
        Target(
            "deal_stage",
            (
                _DEAL,
                _DEAL_STAGE,
                Column(
                    ("Date entered current stage", "hs_v2_date_entered_current_stage"),
                    "day",
                    dates.day,
                    must=True,
                ),
                _AMOUNT,
                _DEAL_CURRENCY,
            ),
            helpers=(_SHOWN,),
            derived={"crm": "'hubspot'", "kind": "'deal'", "currency": currencies.EITHER},
            when="day is not null",
        ),
        *(_deal_stage(key, label) for key, label in _DEAL_STAGES.items()),
    ),
    marks=(("Deal Name", "dealname"),),
    personal=("Deal Name", "dealname", "Deal owner", "Deal Description", "Associated Contact"),
)

SOURCES = (CONTACTS, DEALS)
