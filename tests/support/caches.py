"""What the caches hold."""

from django.core.cache import caches
from django.http import HttpResponse


def is_stored(answer: HttpResponse) -> bool:
    """Whether this reply is kept, in whichever cache."""
    key = "page:" + answer.headers["ETag"].strip('"')
    return any(cache.get(key) is not None for cache in caches.all())
