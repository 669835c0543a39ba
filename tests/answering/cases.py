"""Evidence for the tests of the verifier."""

from service.domain.article import Metadata, Role, Sentence
from service.domain.evidence import Evidence, EvidenceSentence


def evidence(
    *texts: str, title: str | None = None, published: str | None = None, language: str | None = None
) -> Evidence:
    """Evidence of one article whose sentences are `texts`, numbered from 1."""
    metadata = Metadata(title=title, published_at=published, language=language)
    sentences = tuple(
        EvidenceSentence(
            number=number, article_id="article", version=1, metadata=metadata,
            sentence=Sentence(number, 0, len(text), Role.CONTENT), text=text, hit=1,
        )
        for number, text in enumerate(texts, start=1)
    )  # fmt: skip
    return Evidence(
        standalone_question="What happened?", queries=("What happened?",), hits=(), sentences=sentences
    )
