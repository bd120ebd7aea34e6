"""Django's settings: all that differs between machines comes from the environment, and nothing unsafe is a default."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from joinedup.site import environment
from joinedup.site.mail import mail_from, mail_server
from joinedup.site.partnership import emergency_words_file, partnership
from joinedup.site.sign_in_with import for_allauth, sign_in_with

DEMO = environment.is_demo(os.environ)
"""Invented people only, this machine only, nothing is sent."""

# Never on, not even in a demonstration: its error pages show values, and there is nothing to switch on by mistake.
DEBUG = False

SECRET_KEY = environment.secret_key(os.environ, made=get_random_secret_key() if DEMO else None)
SECRET_KEY_FALLBACKS = environment.secret_keys_before(os.environ)
"""While the key is changed: sessions go on, and `seal_anew` seals second factors under the present one."""
ALLOWED_HOSTS = environment.hosts(os.environ, demo=DEMO)
ADDRESS = "http://localhost:8000" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
"""What links in messages begin with that no visitor's request asked for."""
DATA = environment.data_folder(os.environ, demo=DEMO)
DATABASES = environment.databases(os.environ, folder=DATA)
DATABASE_ROUTERS = ["joinedup.site.databases.Router"]
AUDIT = environment.audit(os.environ, folder=DATA, demo=DEMO)
"""Of each database: the key of its record of acts, and the file of heads. One chain a database."""
LETTERS_KEY = environment.key_file(
    os.environ, "JOINEDUP_LETTERS_KEY", beside=AUDIT["default"]["KEY"], name="letters.key"
)
"""The words of messages that wait are encrypted under it, and gone once they are sent."""
BACKUP_KEY = environment.key_file(os.environ, "JOINEDUP_BACKUP_KEY", beside=AUDIT["default"]["KEY"], name="backup.key")
"""Both databases are encrypted under it in a backup."""
RELEASED = environment.released_folder(os.environ, folder=DATA, demo=DEMO)
"""All that the evidence pages open: `joinedup release` writes it, the site needs no more than to read it."""
WAREHOUSE = environment.warehouse(os.environ, folder=DATA, demo=DEMO)
"""Opened in the worker process alone, and with a Grant."""
AGREEMENTS = DATA / "agreements"
"""The folder in which each agreement is a file too, for the command line and the drop folder."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""A queue in the site's database, written in the transaction of the act: `joinedup work` runs what is in it."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "joinedup.site",
    "joinedup.apps.audit",
    "joinedup.apps.letters",
    "joinedup.apps.messages",
    "joinedup.apps.accounts",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "joinedup.apps.agreements",
    "joinedup.apps.oversight",
    "joinedup.apps.directory",
    "joinedup.apps.scrutiny",
    "joinedup.apps.tokens",
    "joinedup.apps.insight",
    "joinedup.apps.operations",
    "joinedup.apps.glass",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.forms",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "joinedup.site.headers.Headers",
    "joinedup.site.request_log.RequestLog",
    "joinedup.site.refusing.NoPlainPrograms",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "joinedup.site.headers.SameOrigin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "joinedup.site.refusing.WholeForms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "joinedup.apps.accounts.signed_in.SignedIn",
    "joinedup.apps.accounts.refused_pages.RefusedPages",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "joinedup.site.urls"
WSGI_APPLICATION = "joinedup.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "joinedup.site.context.about"]
        },
    }
]
# Every form looks as `site/templates/django/forms` says.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
PARTNERSHIP = partnership(os.environ, demo=DEMO)
MAIL = mail_server(os.environ, demo=DEMO)
"""Where messages are handed over; None: they wait."""
MAIL_FROM = mail_from(os.environ, server=MAIL)
EMERGENCY_WORDS = emergency_words_file(os.environ)
"""The partnership's own file, read and approved by its clinician; None shows ours, which says that nobody has."""

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": "joinedup.apps.accounts.guessable.Guessable"},
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email",)}},
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/sign-in"
BEHIND_A_PROXY = not DEMO
"""Whether what connects is the proxy in front, which says in `X-Forwarded-For` who connected to it."""
# django-allauth keeps and checks second factors and speaks OpenID Connect; who may come in is said in `apps/accounts`.
ACCOUNT_ADAPTER = "joinedup.apps.accounts.allauth_adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "joinedup.apps.accounts.allauth_adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
SIGN_IN_WITH = sign_in_with(os.environ, demo=DEMO)
"""Sign-ins of councils and the health service that people may come in by."""
SOCIALACCOUNT_ADAPTER = "joinedup.apps.accounts.elsewhere.Elsewhere"
SOCIALACCOUNT_PROVIDERS = for_allauth(SIGN_IN_WITH)

STATIC_URL = "/static/"
# A demonstration serves them from where they lie; otherwise `serve` gathers them, named by their content.
STATIC_ROOT = None if DEMO else Path(os.environ.get("JOINEDUP_STATIC") or DATA / "static")
WHITENOISE_USE_FINDERS = DEMO
_STATIC_KIND = "StaticFilesStorage" if DEMO else "ManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"django.contrib.staticfiles.storage.{_STATIC_KIND}"},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# A demonstration is served on this machine without TLS; everything else is refused without it.
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# A browser takes a `__Host-` cookie only over TLS, from this very host: no neighbour on the domain can plant one.
_PREFIX = "" if DEMO else "__Host-"
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A working day at most, and not beyond the browser's own; `apps/accounts/sessions.py` ends it sooner where it is idle.
SESSION_COOKIE_AGE = 36_000
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# What a request may bring at most. No form of the site takes a file: one that is sent all the same is refused unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"json": {"()": "joinedup.site.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would print paths, which may hold one-time links; ours says the route.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "joinedup": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
