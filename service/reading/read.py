"""Reading: from a posted article to canonical text, addressed sentences, passages and metadata."""

import re
from collections.abc import Callable, Sequence

from service.domain.article import DateSource, Format, Metadata, Posted, Reading, Sentence
from service.domain.errors import ArticleRejected
from service.reading.binary import refuse_unreadable
from service.reading.blocks import blocks_of
from service.reading.bylines import is_byline
from service.reading.dates import given_date, page_date, text_date
from service.reading.html import Page, extract_page
from service.reading.language import language_of, primary_subtag
from service.reading.passages import pack
from service.reading.roles import headline_of
from service.reading.sentences import sentence_grid

LONGEST = {"title": 1000, "source": 300, "url": 2000}
HEAD = 15  # lines in which a date line is looked for
MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¤¶¼¡±]|â€[™œ\u009d“”˜¦]|Â[\u00a0£°»«]")
CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")


def read(
    posted: Posted,
    count_tokens: Callable[[str], int],
    extract: Callable[[str, str | None], Page] = extract_page,
) -> Reading:
    """Everything that reading gives. `count_tokens` measures passages as the embedding model does."""
    _check_characters(posted.text)
    given = _given(posted)
    page = extract(posted.text, posted.url) if posted.format is Format.HTML else Page(posted.text)
    if not page.text.strip():
        raise ArticleRejected(_empty(posted), "text")
    text, known = page.text, dict(page.roles)
    grid = sentence_grid(text, posted.format, given.title or page.stated.title, known)
    metadata = _metadata(given, page, text, grid, posted.format)
    content = [s for s in grid if s.role.citable]
    if not content:
        raise ArticleRejected(
            "The text holds only headings and page furniture; post the article itself.", "text"
        )
    passages = pack(text, grid, count_tokens, metadata.title)
    return Reading(
        text=text,
        sentences=grid,
        passages=passages,
        metadata=metadata,
        warnings=_warnings(posted, page, metadata),
    )


def _check_characters(text: str) -> None:
    if (place := text.find("\0")) >= 0:
        raise ArticleRejected(
            f"text holds a NUL character at position {place}; is it binary? Post plain text.", "text"
        )
    if lone := re.search("[\ud800-\udfff]", text):
        message = f"text holds a lone surrogate at position {lone.start()}; post well-formed Unicode."
        raise ArticleRejected(message, "text")
    refuse_unreadable(text)


def _empty(posted: Posted) -> str:
    if posted.format is Format.HTML and posted.text.strip():
        return "No text was found in the page; post the article as plain text, or the page as rendered."
    return "text is empty; post the article's text."


def _given(posted: Posted) -> Metadata:
    """What the sender stated, checked."""
    for field, limit in LONGEST.items():
        value = getattr(posted, field)
        if value is None:
            continue
        if len(value) > limit:
            raise ArticleRejected(f"{field} has {len(value)} characters; give at most {limit}.", field)
        if bad := re.search("[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]", value):
            raise ArticleRejected(
                f"{field} holds the control character {bad.group()!r}; leave it out.", field
            )
    language = primary_subtag(posted.language)
    if posted.language is not None and not language:
        raise ArticleRejected(
            f"language {posted.language[:40]!r} is no language code; give one such as 'en' or 'zh'.",
            "language",
        )
    return Metadata(
        title=_filled(posted.title),
        source=_filled(posted.source),
        url=_filled(posted.url),
        published_at=given_date(posted.published_at) if posted.published_at is not None else None,
        language=language,
    )


def _filled(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _metadata(given: Metadata, page: Page, text: str, grid: Sequence[Sentence], form: Format) -> Metadata:
    stated = page.stated
    published_at, date_source = _published(given, page, text, form)
    return Metadata(
        title=given.title or stated.title or headline_of(text, grid),
        source=given.source or stated.source,
        url=given.url or stated.url,
        published_at=published_at,
        date_source=date_source,
        language=given.language or language_of(_content(text, grid)) or primary_subtag(stated.language),
    )


def _published(given: Metadata, page: Page, text: str, form: Format) -> tuple[str | None, DateSource]:
    if given.published_at:
        return given.published_at, DateSource.GIVEN
    if page.stated.published_at and (found := page_date(page.stated.published_at)):
        return found, DateSource.PAGE
    lines = [text[block.start : block.end] for block in blocks_of(text, form)[:HEAD]]
    bylines = [line for line in lines if is_byline(line)]
    if found := text_date(bylines, lines):
        return found, DateSource.TEXT
    return None, DateSource.NONE


def _content(text: str, grid: Sequence[Sentence]) -> str:
    return " ".join(text[s.start : s.end] for s in grid[:200] if s.role.citable)


def _warnings(posted: Posted, page: Page, metadata: Metadata) -> tuple[str, ...]:
    warnings = []
    if posted.format is not Format.HTML and re.match(
        r"\s*(?:<!doctype html|<html)", posted.text[:200], re.IGNORECASE
    ):
        warnings.append(
            "The text looks like an HTML page but was posted as plain text; post it with format 'html'."
        )
    if len(MOJIBAKE.findall(page.text)) > 2 or page.text.count("\ufffd") > 2:
        warnings.append(
            "The text seems to have been decoded with the wrong encoding; quotes will show it as it came."
        )
    if CONTROL.search(page.text):
        warnings.append("The text holds control characters; they are kept.")
    if posted.language and posted.language.strip().lower() != metadata.language:
        warnings.append(
            f"language {posted.language!r} is kept as {metadata.language!r}: articles are told apart by language, "
            "not by region or script."
        )
    if metadata.date_source is DateSource.NONE:
        warnings.append(
            "No publication date was given or found; filters by date will not return this article."
        )
    return tuple(warnings)
