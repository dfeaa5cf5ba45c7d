"""All settings of the portal. Everything an operator decides comes from the environment.

README.md lists the variables. A value that is not understood stops the start.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import environment, first_script, release, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
CONTENT_DIR = BASE_DIR / "content"

# How the portal is run

DEBUG = environment.boolean("DEBUG")
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.integer("PORT", 8000, 1, 65535)
WORKERS = environment.integer("WORKERS", 2, 1, 256)
RELEASE = release.release(BASE_DIR)

# Where it is reached: SITE_URL decides hosts, links and cookies

SITE_URL = environment.site_url("SITE_URL", f"http://127.0.0.1:{PORT}")
_SITE_HOST = urlsplit(SITE_URL).hostname or ""
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
HTTPS = SITE_URL.startswith("https:")

ALLOWED_HOSTS = [f"[{_SITE_HOST}]" if ":" in _SITE_HOST else _SITE_HOST]
if ALLOWED_HOSTS[0] in _LOOPBACK:
    ALLOWED_HOSTS = _LOOPBACK
ALLOWED_HOSTS = [*ALLOWED_HOSTS, *environment.hosts("EXTRA_HOSTS")]

CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Whether other hosts of the domain are https too, and forever, is its owner's to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if environment.boolean("TRUSTED_PROXY"):
    # Only behind a proxy that sets this header itself: a client could claim anything in it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Who runs it, for /about/ and security.txt: a name; a mail address or the address of a page
OPERATOR_NAME = environment.text("OPERATOR_NAME")
CONTACT = environment.text("CONTACT")

CDN_SECONDS = environment.integer("CDN_SECONDS", 0, 0, 86_400)

# Where things are kept

DATABASES = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}", BASE_DIR)
}
_CACHE_PREFIX = environment.text("CACHE_PREFIX", "side-by-side")
CACHES = {
    "default": environment.cache("CACHE_URL", _CACHE_PREFIX),
    # Anybody can make up parameters without end: they push out only pages like themselves.
    "parameters": environment.cache("CACHE_URL", f"{_CACHE_PREFIX}-parameters"),
}

SECRET_KEY = environment.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.secrets("SECRET_KEY_FALLBACKS")
if not SECRET_KEY:
    if "postgresql" in DATABASES["default"]["ENGINE"]:
        # Several machines must sign with the same key, so none may make its own.
        raise ImproperlyConfigured(
            "SECRET_KEY is not set; with PostgreSQL it must be: a long random text, "
            "the same on every machine."
        )
    SECRET_KEY = secret_key.kept_in(VAR / "secret_key")

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.stylesheets.StaticFiles"
    },
}

# What it is made of

INSTALLED_APPS = [
    "comparisons",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "comparisons.public.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comparisons.public.site",
            ],
        },
    },
]

# Language and time

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

# Sign-in and security

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None  # ends with the browser's session too
# The admin's page of a framework with all its cells has some 2,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF, first_script.ALLOWED],
        "style-src": [SELF],
    }
}

# What it says: to standard error, for whatever runs it to keep

LOG_LEVEL = environment.choice("LOG_LEVEL", "info", ("debug", "info", "warning", "error")).upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # The client is told; on the internet a record of each would only be noise.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
