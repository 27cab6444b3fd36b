"""The rules by which this node settles what its incidents hold."""

from __future__ import annotations

from django.db import models

from vigie.core.claims import Rules, rules_of, standing_rules


class SettlingRules(models.Model):
    """A rule for each field, as given and checked (`core.claims.rules`). The newest counts; none: the house's own."""

    data = models.JSONField()
    since = models.DateTimeField(auto_now_add=True)

    @classmethod
    def standing(cls) -> Rules:
        newest = cls.objects.order_by("-pk").first()
        return rules_of(newest.data) if newest else standing_rules()
