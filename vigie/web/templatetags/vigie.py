"""What templates may call."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from vigie.core.dates import When
from vigie.web import words
from vigie.web.following import FOLLOWED
from vigie.web.pictures import bits

register = template.Library()

# Said is hollow, verified is full: code → shape of the mark, word.
MARKS = {
    "draft": ("draft", _("Draft")),
    "candidate": ("", _("Candidate")),
    "corroborated": ("full", _("Corroborated")),
    "contested": ("half", _("Contested")),
    "refuted": ("no", _("Refuted")),
    "withdrawn": ("gone", _("Withdrawn")),
    "merged": ("gone", _("Merged")),
    "documented": ("full", _("documented")),
    "presumed": ("", _("presumed")),
    "possible": ("draft", _("possible")),
    "unknown": ("none", _("not known")),
}
TOLL_CLASSES = {
    "unknown": "k",
    "not_asked": "k asked",
    "refused": "k asked",
    "withheld": "k held",
    "not_published": "k unpub",
}


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The present address's query with some parameters changed; an empty value removes one.

    A changed filter begins again at the first page.
    """
    parameters = context["request"].GET.copy()
    if "after" not in changes:
        parameters.pop("after", None)
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return "?" + parameters.urlencode()


@register.simple_tag(takes_context=True)
def follow(context, page: str = "", **asked) -> SafeString:
    """The link by which people keep a search: the present one of this list, or what is `asked` of another page."""
    request = context["request"]
    match = request.resolver_match
    list_page = page or (match.view_name if match else "")
    followed = FOLLOWED.get(list_page) if request.user.is_authenticated else None
    if followed is None or not followed.open_to(request.user):
        return SafeString("")
    address = reverse("alert-new", kwargs={"code": followed.code})
    filters = (f"?{urlencode(asked)}" if page else query(context)).rstrip("?")
    return format_html('<a href="{}{}">{}</a>', address, filters, _("Tell me of what is new here"))


@register.simple_tag
def state(code: str) -> SafeString:
    """The mark of a state or a certainty, always with its word."""
    shape, word = MARKS[code]
    if shape == "gone":
        return format_html('<s class="gone">{}</s>', word)
    if shape == "none":
        return format_html('<span class="k">{}</span>', word)
    return format_html('<span class="{}">{}</span>', f"st {shape}".strip(), word)


@register.simple_tag
def tlp(label: str) -> SafeString:
    """The mark of the Traffic Light Protocol. Its English label is never translated."""
    colour = label.removeprefix("TLP:").partition("+")[0].lower()
    return format_html('<span class="tlp {}" translate="no">{}</span>', colour, label)


@register.filter
def when(span: When) -> SafeString:
    """A date in words; the first of a month with its raised letters."""
    return raised(words.when(span))


@register.filter
def day(one) -> SafeString:
    return raised(words.day(one))


@register.filter
def moment(at) -> SafeString:
    return raised(words.moment(at))


@register.filter
def raised(text: str) -> SafeString:
    """ "1er" as it is printed."""
    mended = conditional_escape(text).replace("1er ", "1<sup>er</sup> ")
    return mark_safe(mended)  # noqa: S308 - the text was escaped on the line above


@register.filter
def number(value, decimals: int = 0) -> str:
    return words.number(value, decimals)


@register.filter
def signed(value, decimals: int = 1) -> str:
    return words.signed(value, decimals)


@register.simple_tag
def toll(low, best, high, status: str = "known") -> SafeString:
    """How many people. A zero is a figure; not known, not asked, withheld and not published are not."""
    if status == "known" and low is best is high is None:
        status = "unknown"
    if status != "known":
        return format_html('<span class="{}">{}</span>', TOLL_CLASSES.get(status, "k"), words.absent(status))
    around = words.between(low, best, high)
    if best is None:
        return conditional_escape(around)
    return (
        format_html('{} <span class="k">({})</span>', words.number(best), around)
        if around
        else conditional_escape(words.number(best))
    )


@register.simple_tag
def bit_bar(weight: float, most: float) -> SafeString:
    """The bar of one reason, beside its signed number."""
    return bits.bit_bar(weight, most)
