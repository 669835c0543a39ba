"""The bundled set, the texts a reader sees, and replies that are right by construction."""

from collections.abc import Callable
from typing import Any

import pytest

from evals.case import Case
from evals.convert_plain import visible
from evals.oracle import oracle
from evals.scorers.case import Judged
from evals.scoring import score
from evals.sets import BUNDLED, QuestionSet, load_set
from evals.systems.recorded import Prediction


@pytest.fixture(scope="session")
def bundled() -> QuestionSet:
    return load_set(BUNDLED)


@pytest.fixture(scope="session")
def texts(bundled: QuestionSet) -> dict[str, str]:
    return {article["id"]: visible(article) for article in bundled.articles}


@pytest.fixture(scope="session")
def judged_by(texts: dict[str, str]) -> Callable[..., list[Judged]]:
    """Judge what a function replies to cases; a None reply leaves its case out."""

    def judge(cases: list[Case], reply: Callable[[Case, dict[str, str]], Any]) -> list[Judged]:
        replies = [(case, reply(case, texts)) for case in cases]
        asked = [(case, said) for case, said in replies if said is not None]
        return score([case for case, _ in asked], [Prediction(c.id, said) for c, said in asked], texts)

    return judge


@pytest.fixture(scope="session")
def perfect(bundled: QuestionSet, judged_by: Callable[..., list[Judged]]) -> dict[str, Judged]:
    return {j.id: j for j in judged_by(list(bundled.cases), oracle)}
