"""What the web itself remembers: words that a lapsed session would have lost, and forms that were sent."""

from __future__ import annotations

from django.db import models


class KeptWords(models.Model):
    """What was typed in one form, sealed with a key that only that browser has.

    `browser` is a hash of the key. Whose words they are and where they were typed is inside the seal: the table tells
    nobody who was at work when. `nonce` is that of the form, so that a form sent again and again fills one row.
    """

    nonce = models.CharField(max_length=32, primary_key=True)
    browser = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.nonce


class SentForm(models.Model):
    """A form that was sent and did something, and the page to which that led."""

    nonce = models.CharField(max_length=32, primary_key=True)
    led_to = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.nonce
