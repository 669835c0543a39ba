"""Hedges and negations in five languages."""

import pytest

from service.figures.hedges import HedgeKind, find_hedges, find_negations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme is reportedly buying Bolt.", HedgeKind.REPORTED),
        ("The offer was said to be worth $5m.", HedgeKind.REPORTED),
        ("There were rumours of a deal.", HedgeKind.REPORTED),
        ("Acme is in talks with Bolt.", HedgeKind.TENTATIVE),
        ("Acme could list next year.", HedgeKind.TENTATIVE),
        ("The deal is expected to close in March.", HedgeKind.EXPECTED),
        ("It remains unclear whether that happened.", HedgeKind.UNCLEAR),
        ("据报道，该公司正在融资。", HedgeKind.REPORTED),
        ("该公司正在洽谈收购。", HedgeKind.TENTATIVE),
        ("预计第三季度完成。", HedgeKind.EXPECTED),
        ("公司对此不予置评。", HedgeKind.UNCLEAR),
        ("Die Firma ist angeblich eine Milliarde wert.", HedgeKind.REPORTED),
        ("Der Abschluss wird im März erwartet.", HedgeKind.EXPECTED),
        ("Según dos fuentes, la empresa vale más.", HedgeKind.REPORTED),
        ("La empresa podría cotizar en bolsa.", HedgeKind.TENTATIVE),
        ("Le groupe serait en discussions avec des fonds.", HedgeKind.REPORTED),
        ("La clôture est prévue en mars.", HedgeKind.EXPECTED),
    ],
)
def test_hedges(text: str, kind: HedgeKind) -> None:
    """Each kind of hedge is found in each spoken language."""
    assert kind in {hedge.kind for hedge in find_hedges(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme bought Bolt on 14 May 2025.",
        "Acme raised $5 million in May 2025.",
        "Acme led the round and Bolt joined.",
        "公司成立于2019年，有240名员工。",
    ],
)
def test_plain_statements(text: str) -> None:
    """A plain statement has no hedge; the month of May is none."""
    assert find_hedges(text) == ()
    assert [n for n in find_negations(text) if n.hard] == []


@pytest.mark.parametrize(
    "text",
    [
        "Alibaba did not invest.",
        "Neither company has commented.",
        "It wasn't insured.",
        "该公司没有披露估值。",
        "本轮融资尚未完成。",
        "Die Bank hat nicht investiert.",
        "La empresa no quiso confirmar la cifra.",
        "Le fonds n'a pas investi.",
    ],
)
def test_negations(text: str) -> None:
    """Grammatical negation is found in each spoken language."""
    assert any(negation.hard for negation in find_negations(text))


@pytest.mark.parametrize(
    "text", ["No. 5 Main Street is theirs.", "They paid no less than $5m.", "Not only Acme invested."]
)
def test_no_negation(text: str) -> None:
    """What merely looks like a negation is none."""
    assert not any(negation.hard for negation in find_negations(text))


def test_unknown_language() -> None:
    """A language without tables gives nothing instead of guesses."""
    assert find_hedges("Yhtiö neuvottelee kaupasta.", "fi") == ()
    assert find_negations("Yhtiö ei sijoittanut.", "fi") == ()
