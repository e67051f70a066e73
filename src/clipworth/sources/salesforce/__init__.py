"""Salesforce: leads, opportunities and the history of their stages, from reports or data export."""

from dataclasses import replace

from clipworth.sources import currencies, dates, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.salesforce import cells

_HOW = "Salesforce > Reports > {} > Export > Details Only, CSV, UTF-8 (checked 2026-11)."
_CREATED = ("Created Date", "Create Date", "CreatedDate")
_MADE = (
    Column(_CREATED, "day", dates.day_as_given, must=True),
    Column(_CREATED, "created_ms", cells.stated),
)
_UTM = tuple(
    Column((name, f"{name}__c", name.replace("_", " "), f"{name}_first_touch__c"), name, read.text)
    for name in ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
)
_LEAD_SOURCE = Column(("Lead Source", "LeadSource"), "source", read.text)
_SOURCE = (
    Column(("Lead Source Detail", "LeadSourceDetail__c", "Lead_Source_Detail__c"),
        "source_detail", read.text),
    *_UTM,
)  # fmt: skip
_PEOPLE = (
    "First Name",
    "FirstName",
    "Last Name",
    "LastName",
    "Full Name",
    "Name",
    "Title",
    "Company / Account",
    "Company",
    "Phone",
    "Mobile",
    "Mobile Phone",
    "MobilePhone",
    "Fax",
    "Street",
    "City",
    "Zip/Postal Code",
    "PostalCode",
    "Website",
    "Description",
    "Lead Owner",
    "Owner",
    "Opportunity Owner",
    "Account Name",
    "Opportunity Name",
    "Contact Name",
    "Primary Contact",
    "Last Modified By",
    "Created By",
    "Next Step",
    "NextStep",
)

LEADS = Source(
    key="salesforce_leads",
    title="Salesforce: leads",
    how=_HOW.format("a report of the type Leads, with the columns Lead ID and Lead Source"),
    targets=(
        Target(
            "deal",
            (
                Column(("Lead ID", "Id"), "record_id", cells.record, must=True),
                *_MADE,
                Column(("Lead Status", "Status"), "stage", read.text, must=True),
                Column(("Lead Record Type", "RecordTypeId"), "pipeline", read.text),
                Column(("Converted Date", "ConvertedDate"), "closed_day", dates.day_as_given),
                replace(_LEAD_SOURCE, must=True),
                *_SOURCE,
                Column(("Campaign Name", "Campaign"), "campaign", read.text),
                Column(
                    ("Converted Opportunity ID", "Opportunity ID", "ConvertedOpportunityId"),
                    "became",
                    cells.record,
                ),
                Column(("Email",), "person", read.person),
                Column(("Country", "CountryCode"), "country", read.text),
            ),
            helpers=(Column(("Converted", "IsConverted"), "converted", read.flag),),
            derived={
                "crm": "'salesforce'",
                "kind": "'lead'",
                # A lead is done with when it was turned into an opportunity.
                "closed": "converted",
            },
        ),
        Target(
            "deal_stage",
            (
                Column(("Lead ID", "Id"), "record_id", cells.record, must=True),
                Column(("Converted Date", "ConvertedDate"), "day", dates.day_as_given, must=True),
            ),
            derived={"crm": "'salesforce'", "kind": "'lead'", "stage": "'Converted'"},
            when="day is not null",
        ),
    ),
    without=("Stage", "StageName", "Opportunity Name", "Lifecycle Stage"),
    personal=_PEOPLE,
)

_OPPORTUNITY = ("Opportunity ID", "Id")
_STAGE = ("Stage", "StageName")
_AMOUNT = Column(("Amount", "Amount (converted)"), "value", read.money, must=True)
_CURRENCIES = (
    Column(
        ("Amount Currency", "Opportunity Currency", "Currency", "CurrencyIsoCode"),
        "own_currency",
        read.currency,
    ),
    currencies.beside(("Amount", "Amount (converted)")),
)

OPPORTUNITIES = Source(
    key="salesforce_opportunities",
    title="Salesforce: opportunities",
    how=_HOW.format("a report of the type Opportunities, with the column Opportunity ID"),
    targets=(
        Target(
            "deal",
            (
                Column(_OPPORTUNITY, "record_id", cells.record, must=True),
                *_MADE,
                Column(("Close Date", "CloseDate"), "closed_day", dates.day, must=True),
                Column(_STAGE, "stage", read.text, must=True),
                Column(
                    ("Opportunity Record Type", "Record Type", "RecordTypeId"),
                    "pipeline",
                    read.text,
                ),
                _AMOUNT,
                _LEAD_SOURCE,
                *_SOURCE,
                Column(("Primary Campaign Source", "Campaign Name", "CampaignId"), "campaign",
                    read.text),
            ),
            helpers=(
                *_CURRENCIES,
                Column(("Won", "IsWon"), "said_won", read.flag),
                Column(("Closed", "IsClosed"), "said_closed", read.flag),
            ),
            derived={
                "crm": "'salesforce'",
                "kind": "'deal'",
                "currency": "coalesce(own_currency, nullif(shown_currency, ''))",
                "won": "coalesce(said_won, case when lower(stage) = 'closed won' then true"
                " when lower(stage) = 'closed lost' or not said_closed then false end)",
                "closed": "coalesce(said_closed, case when said_won"
                " or lower(stage) in ('closed won', 'closed lost') then true end)",
            },
        ),
    ),
    without=("From Stage", "To Stage", "Lead ID"),
    personal=_PEOPLE,
)  # fmt: skip

HISTORY = Source(
    key="salesforce_stage_history",
    title="Salesforce: opportunity history, the days of its stages",
    how=_HOW.format("a report of the type Opportunity History, with the column Opportunity ID"),
    targets=(
        Target(
            "deal_stage",
            (
                Column(("Opportunity ID",), "record_id", cells.record, must=True),
                Column(("To Stage",), "stage", read.text, must=True),
                Column(("From Stage",), "left_stage", read.text, must=True),
                Column(
                    ("Last Modified", "Last Modified Date", "Stage Change Date"),
                    "day",
                    dates.day_as_given,
                    must=True,
                ),
                Column(("Amount", "Amount (converted)"), "value", read.money),
            ),
            helpers=_CURRENCIES,
            derived={
                "crm": "'salesforce'",
                "kind": "'deal'",
                "currency": "coalesce(own_currency, nullif(shown_currency, ''))",
            },
            when="left_stage is distinct from stage or stage is null",
        ),
    ),
    passed_over="changes the amount or the day of closing and not the stage, so it was left out.",
    personal=_PEOPLE,
)

SOURCES = (LEADS, OPPORTUNITIES, HISTORY)
