"""How a deal stands and what became of somebody is told by the newest article that says so."""

import asyncio
from collections.abc import Iterator

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.article import Posted
from service.domain.question import Question

AGREED = """LYON - Tessaly Foods, the French maker of frozen pastry, has agreed to buy Orrin Bakeries of Ghent for €75 million in cash. The deal
needs approval from the Belgian competition authority.

Orrin was founded in 1998 by Lazlo Wens and Hilde Maas, two bakers from Ghent. Mr Wens will stay for two years; Ms Maas left in 2021.

Bellecour Partners advised Tessaly. Orrin was advised by the law firm Van Hool & Maes.
"""
CLEARED = """BRUSSELS - The Belgian competition authority has approved the purchase of Orrin Bakeries by Tessaly Foods.

The purchase was the largest of the year in frozen pastry.
"""
PLANNED = """FRANKFURT - Voltaro, a maker of heat-pump compressors, plans to list on the Frankfurt stock exchange before the end of the year.

The listing was filed for in June, and the company wants €300 million.
"""
POSTPONED = """FRANKFURT - Voltaro has postponed its listing, citing weak markets. The compressor maker still wants to go public.

Kestrel Equity, which owns 71 percent of Voltaro, said it was in no hurry.
"""
DROPPED = """CHICAGO - Quorra Health has dropped its plans for a $450 million initial public offering. The hospital-software company had
filed for a Nasdaq listing in March.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(Settings(data_dir=tmp_path_factory.mktemp("status"))) as service:
        told = (
            ("agreed", "Tessaly Foods buys rival Orrin Bakeries", AGREED, "2024-11-19"),
            ("cleared", "Belgian watchdog clears Tessaly's purchase of Orrin", CLEARED, "2025-02-27"),
            ("planned", "Voltaro files for Frankfurt listing", PLANNED, "2025-09-08"),
            ("postponed", "Voltaro postpones Frankfurt listing", POSTPONED, "2025-11-03"),
            ("dropped", "Quorra Health scraps $450m IPO", DROPPED, "2026-09-14"),
        )
        for name, title, text, day in told:
            service.ingest.add(Posted(text=text, id=name, title=title, published_at=day))
        yield service


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Has Tessaly's purchase of Orrin been approved?", "authority has approved the purchase"),
        ("What happened to Lazlo Wens?", "Mr Wens will stay for two years"),
        ("What became of Hilde Maas?", "Ms Maas left in 2021"),
        ("What happened to Voltaro's IPO?", "Voltaro has postponed its listing"),
        ("What is the status of Voltaro's listing?", "Voltaro has postponed its listing"),
        ("Which exchange does Quorra want to list on?", "filed for a Nasdaq listing"),
        ("How much of Voltaro does Kestrel own?", "Kestrel Equity, which owns 71 percent of Voltaro"),
        ("Who advised Orrin?", "the law firm Van Hool & Maes"),
        ("Who advised Tessaly Foods?", "Bellecour Partners"),
    ],
)
def test_one_sentence_tells_it(service: Service, question: str, said: str) -> None:
    """Not the older article, not where the person is merely named, not the other side's advisers, nor another company's exchange."""
    answer = asyncio.run(service.ask.answer(Question(text=question)))
    assert [said in one.quote for one in answer.citations] == [True]
