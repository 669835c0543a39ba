"""Invented deal articles and questions about them, as many as wanted, the same on every run.

Each opens with a deal of its own. What follows are sentences of the bundled set's articles with other names, other
figures and some other words, so that common words are as common as in news and rare ones keep coming.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MATERIAL = Path(__file__).parent.parent / "evals" / "sets" / "deals" / "articles.jsonl"
PASSAGES = 8  # paragraphs an article, each a passage or a little more
SENTENCES = 3  # in each paragraph after the first
SYLLABLES = [first + vowel for first in "bcdfghjklmnprstvwz" for vowel in ("a", "e", "i", "o", "u")]
KINDS = ("Robotics", "Analytics", "Foods", "Payments", "Mobility", "Materials", "Energy", "Health")
FUNDS = ("Northlight", "Redwood", "Capstone", "Meridian", "Tideway", "Summit", "Bluebird", "Ironbridge")
PEOPLE = ("Ana", "Ben", "Chiara", "David", "Elif", "Farah", "Gustav", "Hana")
CITIES = ("Lyon", "Porto", "Gothenburg", "Austin", "Leeds", "Turin", "Utrecht", "Aarhus", "Ghent", "Graz")
USES = ("double its plant", "hire engineers", "enter the German market", "finish clinical trials")
OUTLETS = ("The Bench Wire", "Deal Post", "Market Note", "Bourse Daily", "Capital Letter")
LEAD = (
    "{name}, a company based in {city}, said it has raised ${amount} million in a Series {letter} round led by "
    "{lead} Capital.",
    "{other} Ventures and several existing shareholders also took part.",
    "The round values the company at ${value} million, according to two people familiar with the terms.",
    "Chief executive {boss} said the money will be used to {use} over the next {months} months.",
)
QUESTIONS = (
    "How much did {name} raise?",
    "Who led the round of {name}?",
    "Where is {name} based?",
    "What will {name} use the money for?",
    "At what valuation did {name} raise?",
    "Who runs {name}?",
    "What was the revenue of {name} last year?",  # nowhere stated
    "Which companies raised money from {fund} Capital for clinical trials?",  # no rare word
    "Who advised the shareholders of {typo} in {year}?",  # a misspelt name
    "What did The Bench Wire report about {name} and its investors?",  # searched by source as well
)


@dataclass(frozen=True, slots=True)
class BenchArticle:
    """An article by paragraphs of sentences, as it will be posted or stored."""

    id: str
    title: str
    source: str
    published_at: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    def posted(self) -> dict[str, str]:
        """The body of `POST /v1/articles`."""
        about = {"title": self.title, "source": self.source, "published_at": self.published_at}
        return {"id": self.id, **about, "text": self.text}


def article(number: int) -> BenchArticle:
    """The article with this number: the first thousand are the same whether a thousand or a million are made."""
    draw = random.Random(number)
    name, amount = company(number), draw.randrange(2, 400)
    lead, other = draw.sample(FUNDS, 2)
    facts = {
        "name": name,
        "amount": amount,
        "value": amount * 6,
        "lead": lead,
        "other": other,
        "city": draw.choice(CITIES),
        "letter": draw.choice("ABCD"),
        "boss": f"{draw.choice(PEOPLE)} {word(draw.randrange(9_000)).capitalize()}",
        "use": draw.choice(USES),
        "months": draw.randrange(12, 36),
    }
    opening = tuple(sentence.format(**facts) for sentence in LEAD)
    rest = (tuple(_sentence(draw, name) for _ in range(SENTENCES)) for _ in range(PASSAGES - 1))
    return BenchArticle(
        id=f"bench-{number}",
        title=f"{name} raises ${amount} million",
        source=draw.choice(OUTLETS),
        published_at=f"2025-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
        paragraphs=(opening, *rest),
    )


def questions(count: int, of: int) -> Iterator[str]:
    """Questions about the first `of` articles; forms take turns."""
    draw = random.Random(11)
    for number, about in enumerate(draw.choices(range(of), k=count)):
        name = company(about)
        form = QUESTIONS[number % len(QUESTIONS)]
        misspelt = name[:3] + name[4] + name[3] + name[5:]
        yield form.format(
            name=name, typo=misspelt, year=2000 + number % 26, fund=FUNDS[number // 10 % len(FUNDS)]
        )


def company(number: int) -> str:
    """A name of its own for each number."""
    return f"{word(90**2 + number * 7919 % (90**3 - 90**2)).capitalize()} {KINDS[number % len(KINDS)]}"


def word(number: int) -> str:
    """An invented word, another one for each number.

    >>> word(3), word(9_000)
    ('babo', 'bedaba')
    """
    syllables = list[str]()
    while number or len(syllables) < 2:
        number, last = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[last])
    return "".join(reversed(syllables))


def _sentence(draw: random.Random, name: str) -> str:
    """A sentence of the material, made another one."""
    words = [_varied(draw, one, name) for one in draw.choice(_material()).split()]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))


def _varied(draw: random.Random, one: str, name: str) -> str:
    if any(letter.isdigit() for letter in one):
        return re.sub(r"\d", lambda _: str(draw.randrange(1, 10)), one)
    stem = one.rstrip(".,;:")
    if one[0].isupper() and len(one) > 3:
        other = (
            name if draw.random() < 0.05 else word(int(100 * draw.paretovariate(0.7)) % 90**4).capitalize()
        )
    elif len(one) > 4 and draw.random() < 0.1:
        other = draw.choice(_words()) if draw.random() < 0.7 else word(int(draw.paretovariate(0.7)) % 90**4)
    else:
        other = stem
    return other + one[len(stem) :]


@cache
def _material() -> tuple[str, ...]:
    texts = (json.loads(line)["text"] for line in MATERIAL.read_text("utf-8").splitlines())
    sentences = (s for text in texts for s in re.findall(r"[A-Z][^\n<>|]{60,240}?[a-z]\.(?=\s)", text))
    return tuple(dict.fromkeys(sentences))


@cache
def _words() -> tuple[str, ...]:
    """Every longer word of the material as often as it stands there."""
    return tuple(re.findall(r"\b[a-z]{5,}\b", " ".join(_material())))
