"""Ten rounds of `make kills`: each kind of kill once, over Valkey; and two over RabbitMQ where that is installed."""

import random
from collections.abc import Iterator

import pytest

from bench import kills
from bench.brokers import Rabbit
from tests.pipeline.waiting import PATIENCE

pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def site() -> Iterator[kills.Site]:
    random.seed(28)
    with kills.a_site("valkey") as made:
        yield made


@pytest.mark.parametrize(("number", "kind"), list(enumerate(kills.KINDS, start=1)))
def test_nothing_is_lost_doubled_or_half_written(site: kills.Site, number: int, kind: str) -> None:
    if kind == "disk" and site.small is None:
        pytest.skip("no small disk can be mounted here")
    # raises Unequal where the tables, the runs or what was read differ
    assert kills.play(site, number, kind)["seconds"] < PATIENCE


@pytest.mark.skipif(not Rabbit.is_there(), reason="no RabbitMQ is installed (make broker)")
def test_a_worker_finds_rabbitmq_again() -> None:
    random.seed(28)
    with kills.a_site("rabbit") as made:
        for number, kind in enumerate(("broker", "all"), start=1):
            assert kills.play(made, number, kind)["seconds"] < PATIENCE
