"""What the caches hold."""

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache
from django.http import HttpResponse


def is_stored(answer: HttpResponse) -> bool:
    """Whether this reply is kept, in whichever cache."""
    key = "page:" + answer.headers["ETag"].strip('"')
    return any(cache.get(key) is not None for cache in caches.all())


def empty(cache: BaseCache) -> None:
    """Forget what this cache holds, and nothing of others that share its Redis server."""
    if not isinstance(cache, RedisCache):
        cache.clear()
        return
    client = cache._cache.get_client(write=True)
    for key in client.scan_iter(match=f"{cache.key_prefix}:*"):
        client.delete(key)
