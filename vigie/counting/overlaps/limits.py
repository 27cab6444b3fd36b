"""What may be asked, how often and when: limits that a probe by invented reports cannot get round.

Every limit is reckoned from the asker's own reports, questions and notices. None may look at what others
hold: a refusal would tell.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.pairing.places import km_apart, names_meet, same_area
from vigie.core.pairing.traits import Place, place_of
from vigie.core.statement import Statement
from vigie.core.written import from_data
from vigie.counting.models import Inquiry, Overlap
from vigie.monitoring.models import Report
from vigie.web import words

# A report invented to probe with must be filed so long before it can be asked about.
REPORT_DAYS = 14
# A question takes part in the first round that comes so long after it, so that nobody asks, looks and withdraws.
REST_DAYS = 7
QUESTION_DAYS = 180
NOTICE_DAYS = 90
# Questions that one organisation may begin in so many days.
AT_MOST, WITHIN_DAYS = 12, 30
# Notices left without an answer after which an organisation asks nothing new: whoever only wants to know that
# something is there learns it this often in `NOTICE_DAYS`, and no more.
UNANSWERED = 3
# A report that could be anywhere, at any time, would meet everything.
WIDEST_DAYS, LONGEST_DAYS, WIDEST_KM, MOST_PLACES = 7, 31, 25.0, 3
# Two questions of one organisation nearer than this are one question asked twice, to find out where and when.
NEAR_DAYS, NEAR_KM = 14, 50.0
ROUND_DAYS = (1, 15)  # of each month


# What the pages say of the limits.
IN_WORDS = {
    "most": AT_MOST, "within": WITHIN_DAYS, "report_days": REPORT_DAYS, "rest_days": REST_DAYS,
    "question_days": QUESTION_DAYS, "notice_days": NOTICE_DAYS,
}  # fmt: skip


def today() -> date:
    return timezone.localdate()


def round_due(on: date) -> date:
    """The latest day of a round up to and with this one."""
    return on.replace(day=max(day for day in ROUND_DAYS if day <= on.day))


def next_round(asked_on: date, on: date) -> date:
    """The next round in which a question asked on that day takes part."""
    day = max(asked_on + timedelta(REST_DAYS), on + timedelta(1))
    while day.day not in ROUND_DAYS:
        day += timedelta(1)
    return day


def obstacle(report: Report, on: date) -> str:
    """Why nothing can be asked about this report of one's own now, in a sentence; empty where it can."""
    said = from_data(report.statement)
    return _of_the_report(report, on) or _too_vague(said) or _asked_enough(report, on)


def _of_the_report(report: Report, on: date) -> str:
    if report.audience.tlp == "TLP:RED":
        return _("A message marked TLP:RED is never compared with what other organisations hold.")
    if not report.is_current:
        return _("A newer version replaces this message. Ask about that one.")
    opens = timezone.localdate(report.received_at) + timedelta(REPORT_DAYS)
    if on < opens:
        return _(
            "You can ask from %(day)s on, %(days)s days after the message came in. The wait is the same for "
            "everybody: it keeps anyone from inventing messages to find out what others know."
        ) % {"day": words.day(opens), "days": REPORT_DAYS}
    return ""


def _too_vague(said: Statement) -> str:
    span = (said.when.last - said.when.first).days
    if span > (LONGEST_DAYS if said.when.precision == "day" else WIDEST_DAYS):
        return _(
            "Its date is not known well enough to tell one incident from another: to the week, at least."
        )
    places = [place_of(spot) for spot in said.spots]
    if not 0 < len(places) <= MOST_PLACES or not all(map(_is_sharp, places)):
        return _(
            "Its place is not known well enough to tell one incident from another: a settlement, or a "
            "commune, at least, and three places at most."
        )
    return ""


def _is_sharp(place: Place) -> bool:
    if place.located:
        return place.radius_km <= WIDEST_KM
    return bool(place.name) or place.level == 3


def _asked_enough(report: Report, on: date) -> str:
    mine = Inquiry.objects.of(report.organisation_id)
    lately = mine.filter(asked_on__gt=on - timedelta(WITHIN_DAYS)).order_by("asked_on")
    if lately.count() >= AT_MOST:
        first = lately.first().asked_on + timedelta(WITHIN_DAYS)
        return _(
            "Your organisation has asked %(most)s questions in %(days)s days, as many as anybody may. The "
            "next can be asked from %(day)s on."
        ) % {"most": AT_MOST, "days": WITHIN_DAYS, "day": words.day(first)}
    if _unanswered(report, on) >= UNANSWERED:
        return _(
            "%(n)s notices wait for your organisation's answer. Answer them, or let their time pass; then "
            "ask again."
        ) % {"n": UNANSWERED}
    if _asked_nearby(report, on):
        return _(
            "Your organisation has asked about a message near this one in place and time in the last "
            "%(days)s days. One incident, one question."
        ) % {"days": QUESTION_DAYS}
    return ""


def _unanswered(report: Report, on: date) -> int:
    """Own questions with a notice of late that nobody here has agreed to. Withdrawing does not undo it."""
    mine = report.organisation_id
    lately = Overlap.objects.of_organisation(mine).filter(noticed_on__gt=on - timedelta(NOTICE_DAYS))
    sides = [
        (each.one if each.one.organisation_id == mine else each.other, each) for each in lately.with_sides()
    ]
    return len({side.pk for side, each in sides if not each.agreed_by(side)})


def _asked_nearby(report: Report, on: date) -> bool:
    """Also of questions withdrawn since: otherwise ten tries around one place would find it."""
    lately = Inquiry.objects.of(report.organisation_id).filter(asked_on__gt=on - timedelta(QUESTION_DAYS))
    asked = from_data(report.statement)
    return any(is_near(asked, from_data(each.report.statement)) for each in lately.with_reports())


def is_near(one: Statement, other: Statement) -> bool:
    """Whether two statements may be two tries at one incident: wider than the windows of the matching."""
    if one.when.days_apart(other.when) > NEAR_DAYS:
        return False
    return any(_meet(place_of(here), place_of(there)) for here in one.spots for there in other.spots)


def _meet(here: Place, there: Place) -> bool:
    if here.located and there.located:
        return km_apart(here, there) <= NEAR_KM + here.radius_km + there.radius_km
    return bool(same_area(here, there)) or names_meet(here, there)
