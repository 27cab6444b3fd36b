"""How this installation is set up. Everything that differs between nodes comes from the environment."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VIGIE_VAR", BASE / "var"))


def _secret() -> str:
    """The node's secret key: from the environment, or made once and kept beside the database."""
    if given := os.environ.get("VIGIE_SECRET_KEY"):
        return given
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        from django.core.management.utils import get_random_secret_key

        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key(), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


def _database() -> dict:
    """SQLite beside the node unless DATABASE_URL names a PostgreSQL hub.

    synchronous=FULL always: NORMAL loses acknowledged commits on a power cut. No write-ahead log before
    SQLite 3.51.3, whose reset bug corrupts databases with several connections.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'vigie.sqlite3'}"
    found = dj_database_url.parse(url, conn_max_age=60)
    if found["ENGINE"].endswith("sqlite3"):
        journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL;"
            " PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000",
        }
    return found


SECRET_KEY = _secret()
DEBUG = os.environ.get("VIGIE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("VIGIE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SERVED_OVER_TLS = os.environ.get("VIGIE_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "vigie.web",
    "vigie.ledger",
    "vigie.places",
    "vigie.directory",
    "vigie.sharing",
    "vigie.followup",
    "vigie.exchange",
    "vigie.fieldwork",
    "vigie.monitoring",
    "vigie.counting",
    "vigie.intake",
    "vigie.parliament",
    "vigie.alerts",
    "vigie.briefing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vigie.intake.openrosa.apart.PhonesMiddleware",  # phones need none of what follows
    "django.middleware.gzip.GZipMiddleware",  # before the static files: the style sheet and HTMX go over the line too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vigie.web.language.LanguageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vigie.web.headers.HeadersMiddleware",
    "vigie.web.typeset.TypesetMiddleware",
    "vigie.web.typed.TypedMiddleware",
    "vigie.web.errors.RefusedMiddleware",
]

ROOT_URLCONF = "vigie.urls"
WSGI_APPLICATION = "vigie.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "vigie" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "vigie.web.masthead.masthead",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "vigie.web.templatetags.vigie",
                "vigie.web.templatetags.typed",
            ],
        },
    }
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "vigie",
        "OPTIONS": {"MAX_ENTRIES": 500},
    }
}

AUTH_USER_MODEL = "directory.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["vigie.directory.hashing.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "vigie" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Ouagadougou"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "vigie" / "static"]
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_TLS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_TLS else 0
# "no-referrer" would make browsers send "Origin: null" with forms, which the check against forgery refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "vigie.web.errors.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Bodies larger than this are refused before they are read; larger files come by the command line.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_LIMIT_BYTES = 25_000_000
PHONE_LIMIT_BYTES = 100_000_000  # of one request of a phone; announced to phones is far less
FILE_UPLOAD_TEMP_DIR = os.environ.get("VIGIE_UPLOAD_TEMP")

# Where this node is reached from outside: links in mails begin with it.
ADDRESS = os.environ.get("VIGIE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# No server named: no mail leaves. A fictional node writes its mails into VAR/mail whatever is named here.
EMAIL_HOST = os.environ.get("VIGIE_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("VIGIE_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("VIGIE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VIGIE_SMTP_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("VIGIE_SMTP_TLS") == "wrapped"  # from the first byte, as on port 465
EMAIL_USE_TLS = os.environ.get("VIGIE_SMTP_TLS", "starttls") == "starttls"
EMAIL_TIMEOUT = 30  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("VIGIE_MAIL_FROM", "vigie@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("VIGIE_LOG", "WARNING")},
}
