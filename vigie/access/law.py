"""The law: what each role may do to each kind of row. A model without a line is seen by nobody."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS, OVERSEERS
from vigie.access.rules.alerts import of_an_own_subscription
from vigie.access.rules.audiences import (
    anyone,
    either,
    filed,
    node,
    of_own_organisation,
    own_organisation,
    owned,
    roles,
    themselves,
    within_reach,
)
from vigie.access.rules.briefing import briefed, copies
from vigie.access.rules.counting import (
    both_incidents,
    both_reports,
    both_sides,
    disputed,
    of_a_dispute,
    of_a_seen_pair,
    of_a_told_run,
    of_the_platform,
    own_reading,
)
from vigie.access.rules.exchange import (
    CORRESPONDENTS,
    came_with_a_seen_item,
    of_own_peers,
    own_faults,
    own_peers,
)
from vigie.access.rules.followup import (
    answerable,
    both_recommendations,
    checkable,
    drafted_by_own,
    ended_by_chair,
    issued_by_chair,
    of_a_seen_action,
    of_a_seen_recommendation,
    of_a_served_recommendation,
    of_an_own_action,
    own_typing,
    readable,
)
from vigie.access.rules.intake import (
    filled,
    gateways_in_use,
    of_a_seen_form,
    of_a_seen_list,
    of_a_seen_run,
    of_a_seen_submission,
    of_an_own_list,
    of_own_gateways,
    of_own_staff,
    of_themselves_who_fill,
    own,
    seen_form,
)
from vigie.access.rules.monitoring import (
    for_oversight,
    history,
    leads_on,
    of_a_seen_report,
    of_an_incident_with_reports,
    of_two_seen_incidents,
    rests_on_filed,
    to_ask_about,
    told_to_overseers,
)
from vigie.access.rules.papers import (
    addressed,
    adopted_on_terms,
    asked_on_terms,
    of_a_seen,
    of_own_committee,
    own_question,
)
from vigie.access.rules.requests import asked_of_us, of_a_seen_request, to_answer, to_follow
from vigie.access.rules.sharing import (
    BODIES,
    KEEPERS,
    SHARERS,
    asked_of_or_by_own,
    asked_of_own,
    held_by_own,
    history_of_circles,
    kept_circles,
    of_a_seen_item,
    of_two_seen_items,
    on_own_terms,
    on_terms,
    own_circles,
    receipts_of_own,
    received,
)
from vigie.access.rules.sittings import (
    adopted_minutes,
    hosts,
    named_seats,
    of_a_host,
    of_a_hosted_sitting,
    of_a_seen_sitting,
    of_an_own_sitting,
    on_terms_within_the_sitting,
    own_calendar,
    sits,
    told,
)
from vigie.access.rules.visits import (
    drafts_of,
    of_a_seen_report_of_a_visit,
    of_an_own_visit,
    own_visits,
    recorded_by_own_committee,
    reported_on_terms,
)

ANALYSTS_AND_OVERSEERS = roles(*ANALYSTS, *OVERSEERS, "node")

LAW = {
    "ledger.Node": {
        "see": anyone,
        "match": either(node, roles(*ANALYSTS)),
        "sample": either(node, roles(*ANALYSTS)),
        "build": node,
        "estimate": node,
        "convene": node,
        "file_entities": node,
        "rekey": node,
    },
    "ledger.Entry": {"see": either(node, history, history_of_circles)},
    "places.Generation": {"see": anyone, "import_into": node},
    "places.Area": {"see": anyone},
    "places.Gazetteer": {"see": anyone},
    "places.Settlement": {"see": anyone},
    "directory.Organisation": {
        "see": anyone,
        "import_into": either(node, own_organisation("monitor", *ANALYSTS)),
        "vouch": either(node, own_organisation(*ANALYSTS)),  # add people, units, organisations in its name
        "describe": either(node, roles(*ANALYSTS)),  # say which posts it has
        "amend": either(node, own_organisation("coordinator")),
        # What it is, and who took over from it.
        "constitute": either(node, roles(*ANALYSTS), own_organisation("clerk", "chair")),
        "admit": node,
        "reckon": either(node, own_organisation("coordinator")),  # its effort of reporting, from what it sent
        "staff": either(node, own_organisation("coordinator")),
        "recommend": either(node, own_organisation("clerk", "chair")),  # in its name
        "share": either(node, own_organisation(*SHARERS)),  # things and circles, in its name
        "hold": either(node, own_organisation(*KEEPERS)),  # stop all sharing from a country
        "schedule": either(node, own_organisation("clerk", "chair")),  # its sittings, and who has a seat
        "question": own_organisation("clerk", "member", "chair"),  # put a question in its name
        "report": own_organisation("clerk", "chair"),
        "inquire": either(node, own_organisation("clerk", "chair")),  # of another body, for information
        "correspond": either(node, own_organisation(*CORRESPONDENTS)),  # with bodies of other installations
    },
    "directory.Account": {
        "see": either(node, themselves, of_own_organisation("coordinator"), roles("operator")),
        "amend": either(node, themselves),
        "close": either(node, of_own_organisation("coordinator")),
        "check_in": either(node, of_themselves_who_fill),
        "equip": either(node, of_own_organisation("coordinator")),  # with a telephone or a field password
        "brief": briefed,
        "subscribe": themselves,  # to their own calendar
    },
    "directory.Standing": {
        "see": anyone,
        "amend": either(node, roles(*ANALYSTS), of_own_organisation("clerk", "chair")),
    },
    "directory.Succession": {"see": anyone, "amend": either(node, roles(*ANALYSTS))},
    "directory.Person": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Post": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Membership": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Unit": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.UnitLink": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Command": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Positioning": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "monitoring.Report": {
        "see": either(node, within_reach, filed),
        "amend": either(node, owned),
        "ask": to_ask_about,
        "hold": either(node, of_own_organisation("coordinator")),
    },
    "monitoring.Incident": {
        "see": either(node, within_reach, rests_on_filed, for_oversight),
        "amend": either(node, owned),
        # One analyst's own reports may belong with another organisation's: the act asks that one side be own.
        "gather": either(node, within_reach),
        "contest": either(node, within_reach),
        "follow": leads_on,
    },
    "monitoring.Link": {"see": of_an_incident_with_reports},
    "monitoring.Choice": {"see": of_an_incident_with_reports},
    "monitoring.Contest": {"see": of_an_incident_with_reports},
    "monitoring.Merger": {"see": of_two_seen_incidents},
    "monitoring.IncidentPlace": {"see": of_an_incident_with_reports},
    "monitoring.IncidentUnit": {"see": of_an_incident_with_reports},
    "sharing.Circle": {"see": either(node, own_circles), "amend": either(node, kept_circles)},
    "followup.Recommendation": {
        "see": readable,
        "amend": drafted_by_own,
        "issue": issued_by_chair,
        "publish": ended_by_chair,
        "end": ended_by_chair,  # withdraw, close, merge, split
        "respond": answerable,  # and undertake, and report progress
        "verify": checkable,
    },
    "followup.Evidence": {"see": of_a_seen_recommendation},
    "followup.Response": {"see": of_a_seen_recommendation},
    "followup.Progress": {"see": of_a_seen_recommendation},
    "followup.Verification": {"see": of_a_seen_recommendation},
    "followup.Action": {"see": of_a_served_recommendation},
    "followup.Milestone": {"see": of_a_seen_action, "mark": either(node, of_an_own_action)},
    "followup.Trace": {"see": both_recommendations},
    "followup.StepDraft": {"see": own_typing},
    "sharing.Item": {
        "see": either(node, on_terms),
        "amend": either(node, on_own_terms),
        "ask": received,  # the originator, to let it go further
    },
    "sharing.File": {"see": either(node, of_a_seen_item)},
    "sharing.Derivative": {"see": either(node, of_two_seen_items)},
    "sharing.Receipt": {"see": either(node, receipts_of_own)},
    "sharing.Consent": {"see": either(node, asked_of_or_by_own), "answer": asked_of_own},
    "sharing.Hold": {"see": roles(*BODIES, "node"), "lift": either(node, held_by_own)},
    # Who asked whom is for the two sides and for whom the request's terms include.
    "sharing.InformationRequest": {
        "see": either(node, asked_of_us, on_terms),
        "answer": either(node, to_answer),
        "follow": either(node, to_follow),
    },
    "sharing.AnswerFile": {"see": either(node, of_a_seen_request)},
    "parliament.Quorum": {"see": anyone},
    # Names are for the bodies that work here; everybody may count how many women and men sit.
    "parliament.Seat": {
        "see": either(node, named_seats),
        "count": anyone,
        "amend": either(node, hosts("clerk", "chair")),
    },
    "parliament.Sitting": {
        "see": either(node, sits, told),
        "amend": either(node, hosts("clerk", "chair")),
        "preside": either(node, hosts("chair")),  # open, close, adopt the minutes
        "brief": sits,  # make copies of its file
    },
    "parliament.AgendaItem": {"see": either(node, of_a_seen_sitting)},
    "parliament.Document": {
        "see": either(node, on_terms_within_the_sitting),
        "amend": either(node, of_a_hosted_sitting("clerk", "chair")),
    },
    "parliament.Question": {
        "see": either(node, asked_on_terms, addressed),
        "amend": own_question,  # write a draft, ask it, take it back
        "answer": addressed,
        "record": of_own_committee("clerk"),  # an answer that came on paper
    },
    "parliament.Answer": {"see": either(node, of_a_seen("question", "parliament.Question"))},
    "parliament.Report": {
        "see": either(node, adopted_on_terms),
        "amend": of_own_committee("clerk", "chair"),
        "adopt": of_own_committee("chair"),
        "table": of_own_committee("clerk", "chair"),
        "differ": of_own_committee("clerk", "member", "chair"),
        "publish": of_own_committee("chair"),
    },
    "parliament.Section": {"see": either(node, of_a_seen("report", "parliament.Report"))},
    "parliament.MinorityNote": {"see": either(node, of_a_seen("report", "parliament.Report"))},
    "parliament.Checklist": {"see": anyone},  # what is asked is public; what was found is not
    "parliament.SiteVisit": {
        "see": either(node, own_visits("clerk", "member", "chair")),
        "amend": either(node, own_visits("clerk", "chair")),
    },
    "parliament.Finding": {
        "see": either(node, of_an_own_visit("clerk", "member", "chair"), of_a_seen_report_of_a_visit),
        "recommend": either(node, of_an_own_visit("clerk", "chair")),
    },
    "parliament.Photo": {
        "see": either(node, of_an_own_visit("clerk", "member", "chair"), of_a_seen_report_of_a_visit),
        "amend": either(node, of_an_own_visit("clerk", "chair")),
    },
    "parliament.VisitReport": {
        "see": either(node, drafts_of("clerk", "member", "chair"), reported_on_terms),
        "adopt": either(node, of_an_own_visit("clerk", "chair")),
    },
    # Who was there and who was heard is for those who sat; others are given sums of what sittings they may see.
    "parliament.Attendance": {
        "see": either(node, of_an_own_sitting),
        "count": either(node, of_a_seen_sitting),
    },
    "parliament.Headcount": {"see": either(node, of_a_seen_sitting)},
    "parliament.Witness": {"see": either(node, of_an_own_sitting), "count": either(node, of_a_seen_sitting)},
    "parliament.Contribution": {"see": either(node, of_a_seen_sitting)},
    "parliament.Minutes": {"see": either(node, of_a_host, adopted_minutes)},
    "parliament.CalendarKey": {"see": own_calendar, "amend": own_calendar},
    "fieldwork.Visit": {
        "see": either(node, within_reach, filed, recorded_by_own_committee, told_to_overseers)
    },
    "fieldwork.SurveyAnswer": {"see": either(node, within_reach, told_to_overseers)},
    # Shown as sums: one's own by district, everybody's by region (`monitoring.effort`).
    "monitoring.MonitorDays": {"see": either(node, of_own_organisation(*ANALYSTS), of_the_platform)},
    "monitoring.Outage": {
        "see": either(node, of_own_organisation(*ANALYSTS), of_the_platform),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "monitoring.Participation": {"see": either(node, of_own_organisation(*ANALYSTS), of_the_platform)},
    "monitoring.Hold": {"see": either(node, of_a_seen_report)},
    "counting.MatchRun": {"see": either(node, of_a_told_run)},
    "counting.Pair": {"see": either(node, both_reports), "decide": both_reports},
    "counting.Proposal": {"see": either(node, both_incidents), "decide": both_incidents},
    "counting.Certainty": {"see": of_an_incident_with_reports},
    "counting.Decision": {"see": either(node, of_a_seen_pair)},
    "counting.EstimateRun": {"see": either(node, of_the_platform)},
    "counting.Estimate": {"see": either(node, of_the_platform)},
    # Nobody else's: also the installation has no page or file of them.
    "counting.Inquiry": {
        "see": of_own_organisation(*ANALYSTS),
        "withdraw": of_own_organisation(*ANALYSTS),
        "agree": of_own_organisation("coordinator"),
        "close": of_own_organisation(*ANALYSTS),
    },
    "counting.Sample": {"see": anyone},  # how often the machine was right: figures, no pair and no report
    "counting.Question": {"see": either(node, both_sides), "read": both_sides, "settle": disputed},
    "counting.Reading": {"see": either(node, own_reading, of_a_dispute)},
    "intake.ImportRun": {"see": either(node, of_own_organisation(*ANALYSTS), filed)},
    "intake.ImportRow": {"see": either(node, of_a_seen_run)},
    "intake.SavedMapping": {
        "see": either(node, of_own_organisation("monitor", *ANALYSTS)),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "intake.Form": {
        "see": either(node, seen_form),
        "fill": filled,
        "amend": either(node, of_own_organisation("coordinator")),
        # Encrypted records are for those who hold the key: the organisation that answers for the form.
        "open": either(node, of_own_organisation("coordinator")),
    },
    "intake.FormVersion": {"see": either(node, of_a_seen_form)},
    "intake.Submission": {
        "see": either(node, of_own_organisation(*ANALYSTS), filed),
        "file": node,
        "amend": of_own_organisation(*ANALYSTS),
        "hold": of_own_organisation("coordinator"),
    },
    "intake.SubmissionVersion": {"see": either(node, of_a_seen_submission)},
    "intake.SetAside": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
    },
    "intake.Phone": {"see": of_own_staff, "amend": of_own_staff},
    "intake.CheckIn": {"see": either(node, of_own_staff, own)},
    "intake.Draft": {"see": own, "amend": own, "hold": node, "expire": node},
    "intake.EntityList": {
        "see": either(node, of_own_organisation(*ANALYSTS)),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "intake.Entity": {"see": either(node, of_a_seen_list), "amend": of_an_own_list},
    "intake.Gateway": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
        "carry": gateways_in_use,
    },
    "intake.Sender": {"see": of_own_organisation("coordinator"), "amend": of_own_organisation("coordinator")},
    "intake.Message": {"see": of_own_gateways, "amend": of_own_gateways},
    "intake.LocalWord": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
    },
    # What a person follows is theirs alone; the installation needs the mailbox to write to it.
    "alerts.SavedSearch": {"see": own, "amend": own},
    "alerts.Subscription": {"see": either(node, own), "amend": own, "send": node},
    "alerts.Sent": {"see": of_an_own_subscription},
    "alerts.Feed": {"see": own, "amend": own},
    "briefing.Copy": {"see": either(node, copies)},
    "exchange.Peer": {
        "see": either(node, own_peers),
        "confirm": own_peers,  # a person who compared the keys by telephone; never the installation by itself
        "stop": either(node, own_peers),
        "send": either(node, own_peers),
        "receive": either(node, own_peers),
    },
    "exchange.Outgoing": {"see": either(node, of_own_peers)},
    "exchange.Incoming": {"see": either(node, of_own_peers)},
    "exchange.Carried": {"see": either(node, of_own_peers, came_with_a_seen_item)},
    "exchange.OnwardQuestion": {"see": either(node, of_own_peers), "answer": of_own_peers},
    "exchange.Fault": {"see": either(node, own_faults), "look": own_faults},
}

HIDDEN = {
    "counting.Fingerprint",
    "counting.Overlap",
    "counting.Round",
    "counting.Term",
    "directory.Audience",
    "directory.WrongTries",
    "fieldwork.Question",
    "followup.RecommendationCounter",
    "intake.Attachment",
    "intake.Dialogue",
    "intake.DraftFile",
    "intake.EntityFault",
    "intake.EntityVersion",
    "intake.FieldPassword",
    "intake.FormFile",
    "intake.Opening",
    "monitoring.IncidentWords",
    "monitoring.ReferenceCounter",
    "monitoring.SettlingRules",
    "parliament.Delegates",
    "parliament.Met",
    "parliament.VisitRecord",
    "places.AreaName",
    "places.Extent",
    "places.ExtentArea",
    "places.SettlementName",
    "places.Succession",
    "sharing.Terms",
    "web.KeptWords",
    "web.SentForm",
}
