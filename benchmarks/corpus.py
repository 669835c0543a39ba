"""Invented deal articles and questions about them, as many as wanted, the same on every run."""

import random
from collections.abc import Iterator

FIRST = [
    "Alba",
    "Borea",
    "Cinder",
    "Dovre",
    "Elmfield",
    "Fjord",
    "Garnet",
    "Halcyon",
    "Isar",
    "Juniper",
    "Kestrel",
    "Lumen",
    "Morrow",
    "Nadir",
    "Orchard",
    "Pinnacle",
]
SECOND = [
    "Robotics",
    "Analytics",
    "Therapeutics",
    "Logistics",
    "Energy",
    "Foods",
    "Payments",
    "Semiconductors",
    "Mobility",
    "Materials",
]
FUNDS = [
    "Northlight",
    "Redwood",
    "Capstone",
    "Meridian",
    "Tideway",
    "Summit",
    "Bluebird",
    "Ironbridge",
    "Lakeside",
    "Harbour",
]
PEOPLE = ("Ana Ortega", "Ben Holt", "Chiara Lanz", "David Okoye", "Elif Demir", "Farah Nasser", "Gustav Lind")
CITIES = ("Lyon", "Porto", "Gothenburg", "Austin", "Leeds", "Turin", "Utrecht", "Aarhus", "Ghent", "Graz")
USES = ("double its plant", "hire engineers", "enter the German market", "finish clinical trials")
OUTLETS = ("The Bench Wire", "Deal Post", "Market Note")
TEXT = (
    "{name}, a company based in {city}, said it has raised ${amount} million in a Series {letter} "
    "round led by {lead} Capital. {other} Ventures and several existing shareholders also took part. "
    "The round values the company at ${value} million, according to two people familiar with the "
    "terms.\n\n"
    "Chief executive {boss} said the money will be used to {use} over the next {months} months. “We "
    "were not looking for the highest price, we were looking for patience,” {boss} said in an "
    "interview.\n\n"
    "The company was founded in {year} and employs {staff} people. It did not disclose its revenue. "
    "Demand for what it makes has grown by {growth} percent a year, and rivals have raised money as "
    "well."
)


def company(number: int) -> str:
    """A name of its own for each number."""
    first, second = FIRST[number % len(FIRST)], SECOND[number // len(FIRST) % len(SECOND)]
    return f"{first} {second} {number // len(FIRST) // len(SECOND) + 1}"


def articles(count: int) -> Iterator[dict[str, str]]:
    draw = random.Random(7)
    for number in range(count):
        name, amount = company(number), draw.randrange(2, 400)
        lead, other = draw.sample(FUNDS, 2)
        text = TEXT.format(
            name=name,
            amount=amount,
            value=amount * 6,
            lead=lead,
            other=other,
            city=draw.choice(CITIES),
            letter=draw.choice("ABCD"),
            boss=draw.choice(PEOPLE),
            use=draw.choice(USES),
            months=draw.randrange(12, 36),
            year=draw.randrange(2009, 2022),
            staff=draw.randrange(20, 900),
            growth=draw.randrange(5, 60),
        )
        yield {
            "id": f"bench-{number}",
            "title": f"{name} raises ${amount} million",
            "source": draw.choice(OUTLETS),
            "published_at": f"2025-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
            "text": text,
        }


def questions(count: int) -> Iterator[str]:
    draw = random.Random(11)
    forms = (
        "How much did {} raise?",
        "Who led the round of {}?",
        "Where is {} based?",
        "What will {} use the money for?",
        "At what valuation did {} raise?",
        "Who runs {}?",
        "What was the revenue of {} last year?",
    )
    for number in range(count):
        yield forms[number % len(forms)].format(company(draw.randrange(1_000)))
