"""Several who publish at the same time: no edition is lost, no number is left out."""

import threading

import pytest
from django.db import connection

from comparisons.models import Edition, Package
from tests.support.entries import publishing

PUBLISHERS = 4
EDITIONS_EACH = 5


@pytest.mark.django_db(transaction=True)
def test_editions_are_numbered_without_gaps_when_many_publish_at_once() -> None:
    begin = threading.Barrier(PUBLISHERS)

    def publish_some(publisher: int) -> None:
        try:
            begin.wait(timeout=30)
            for number in range(EDITIONS_EACH):
                with publishing():
                    Package.objects.create(slug=f"package-{publisher}-{number}", title="A")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish_some, args=(each,)) for each in range(PUBLISHERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, PUBLISHERS * EDITIONS_EACH + 1))
    assert Package.objects.count() == PUBLISHERS * EDITIONS_EACH
