"""What forms and the page of signing in say of typed words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vigie.web import typed, words

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context) -> SafeString:
    """The token of a form, beside `{% csrf_token %}`: sent twice it does one thing, and its words are not lost."""
    request = context.get("request")
    token = typed.made(request) if request is not None else ""
    return format_html('<input type="hidden" name="{}" value="{}">', typed.FIELD, token) if token else ""


@register.simple_tag(takes_context=True)
def draft_kept(context) -> str:
    """The time of the draft that this browser has, "10 h 42"; empty where there is none."""
    at = typed.kept_at(context["request"])
    return words.clock(at) if at else ""
