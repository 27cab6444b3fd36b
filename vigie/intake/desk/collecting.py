"""What a telephone scans to be set up: the settings of ODK Collect and KoboCollect, in a picture.

The app reads JSON, compressed with zlib and written in base64 (docs.getodk.org, "Importing and exporting settings").
What the JSON leaves out gets the app's own default.
"""

from __future__ import annotations

import base64
import json
import zlib

import segno
from django.utils.safestring import SafeString, mark_safe

# Shown on the telephone, where a checkpoint may read it: the name of neither node nor organisation.
PROJECT = {"name": "Formulaires", "icon": "F", "color": "#7a828b"}
# Sends as soon as there is a line and keeps nothing afterwards; follows the server's list of forms by itself.
GENERAL = {
    "form_update_mode": "match_exactly",
    "periodic_form_updates_check": "every_24_hours",
    "automatic_update": True,
    "hide_old_form_versions": True,
    "autosend": "wifi_and_cellular",
    "delete_send": True,
    "analytics": False,
    "image_size": "small",
}
# What was sent is not listed on the phone. No admin password: it would stand in the picture for all to read.
ADMIN = {"view_sent": False}


def settings_text(address: str, language: str = "fr") -> str:
    """The settings for one address with its token, as the app reads them from a picture or a pasted text."""
    said = {
        "general": {"server_url": address, "app_language": language, **GENERAL},
        "admin": ADMIN,
        "project": PROJECT,
    }
    return base64.b64encode(zlib.compress(json.dumps(said).encode(), 9)).decode()


def picture(text: str) -> SafeString:
    """A QR code as SVG. Dark on light whatever the page's colours are, or no camera would read it."""
    code = segno.make(text, error="l", micro=False)
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=False)
    return mark_safe(drawn)  # noqa: S308 - drawn here, and holds no text
