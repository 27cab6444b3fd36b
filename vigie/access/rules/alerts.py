"""Rules of what people asked to be told."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.rules.intake import own


def of_an_own_subscription(actor) -> Q:
    return Q(subscription__in=apps.get_model("alerts.Subscription").objects.filter(own(actor)).values("pk"))
