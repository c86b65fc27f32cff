"""The workers of the server: none is blamed for another, and nobody waits behind a slow query for long."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from endpoint import stored
from factory import dam_annotation
from stakegraph.endpoint.messages import Answer, Job, Query
from stakegraph.endpoint.nursery import Nursery, Plan
from stakegraph.endpoint.pool import Pool
from stakegraph.errors import StoreError
from stakegraph.query import MEMORY
from stakegraph.rdf import to_quads

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
LONG = "ASK { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?f && ?c = ?d && ?b != ?e) }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("pool") / "store", to_quads(dam_annotation()))


@contextmanager
def raised(folder: Path, seconds: float) -> Iterator[Nursery]:
    made = Nursery(Plan(str(folder), seconds, MEMORY))
    made.load()
    yield made
    made.close()


@pytest.fixture(scope="module")
def nursery(folder: Path) -> Iterator[Nursery]:
    with raised(folder, 1.0) as made:
        yield made


@pytest.fixture(scope="module")
def patient(folder: Path) -> Iterator[Nursery]:
    """A nursery whose queries are not ended before a busy machine has answered all others."""
    with raised(folder, 60.0) as made:
        yield made


@asynccontextmanager
async def opened(nursery: Nursery, size: int) -> AsyncIterator[Pool]:
    pool = Pool(nursery, size)
    await pool.open()
    yield pool
    pool.close()
    await asyncio.sleep(0.05)  # the loop hears that the lines are closed


async def answers(pool: Pool, *jobs: Job) -> list[Answer]:
    """The answers to jobs that are all given at once."""
    loop = asyncio.get_running_loop()
    futures: list[asyncio.Future[Answer]] = [loop.create_future() for _ in jobs]
    for job, future in zip(jobs, futures, strict=True):
        pool.ask(job, future.set_result)
    return await asyncio.wait_for(asyncio.gather(*futures), 30)


def test_every_job_has_its_own_answer(nursery: Nursery) -> None:
    async def run() -> list[bytes]:
        async with opened(nursery, 3) as pool:
            jobs = [Query(f"SELECT ({number} AS ?n) {{}}", "text/csv") for number in range(200)]
            return [answer.body for answer in await answers(pool, *jobs)]

    assert asyncio.run(run()) == [f"n\r\n{number}\r\n".encode() for number in range(200)]


def test_what_waits_behind_a_slow_query_is_given_to_others(patient: Nursery) -> None:
    async def run() -> tuple[Counter[int], int]:
        async with opened(patient, 3) as pool:
            slow: list[Answer] = []
            endless = [pool.ask(Query(ENDLESS), slow.append) for _ in range(2)]
            quick = await answers(pool, *[Query("ASK {}")] * 30, *[Query(LONG)] * 5)
            ended = len(slow)
            for ticket in endless:
                pool.drop(ticket)
            return Counter(one.status for one in quick), ended

    assert asyncio.run(run()) == ({200: 35}, 0)


def test_a_pool_outlives_many_deaths(nursery: Nursery) -> None:
    async def run() -> Counter[int]:
        async with opened(nursery, 2) as pool:
            found: Counter[int] = Counter()
            for _ in range(3):
                mixed = [Query(ENDLESS), *[Query("ASK {}")] * 20, *[Query("SELECT * " + "{" * 99 + "}" * 99)] * 2]
                found.update(one.status for one in await answers(pool, *mixed))
            return found

    assert asyncio.run(run()) == {200: 66, 504: 3}


def test_a_query_that_nobody_waits_for_is_ended_and_not_tried_again(patient: Nursery) -> None:
    async def run() -> int:
        async with opened(patient, 1) as pool:
            pool.drop(pool.ask(Query(ENDLESS), lambda _: None))
            return (await answers(pool, Query("ASK {}")))[0].status

    assert asyncio.run(run()) == 200


def test_a_closed_pool_turns_everybody_away(nursery: Nursery) -> None:
    async def run() -> Answer:
        async with opened(nursery, 1) as pool:
            pool.close()
            return (await answers(pool, Query("ASK {}")))[0]

    assert asyncio.run(run()).status == 503


def test_a_nursery_says_why_it_has_no_data(tmp_path: Path) -> None:
    made = Nursery(Plan(str(tmp_path / "none"), 1.0, MEMORY))
    with pytest.raises(StoreError, match="does not exist"):
        made.load()


def test_an_answer_that_is_too_long_is_refused(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    from stakegraph.endpoint import answering
    from stakegraph.store import memory_store

    monkeypatch.setattr(answering, "MAX_BYTES", 10)
    found = answering.answer(memory_store(to_quads(dam_annotation())), Query("SELECT ?s { ?s ?p ?o }"))
    assert found.status == 500
    assert "bytes, and 10 are sent at most; narrow it, or use LIMIT" in found.body.decode()
