"""What a page's markup states about its article: title, source, date, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as markup_tree

ARTICLES = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "PressRelease",
    "WebPage",
)
DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publication_date",
)
LARGEST = 200_000  # characters of linked data worth parsing
SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """As the page has it, not yet checked."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None


def stated_by(tree: markup_tree.HtmlElement) -> Stated:
    """Linked data first, then meta elements, then visible markup."""
    data = _linked_data(tree)
    metas = _metas(tree)
    heading, titled = _first(tree, "h1"), _first(tree, "title")
    title = heading or _text(data.get("headline")) or metas.get("og:title") or _without_site(titled)
    return Stated(
        title=title,
        source=_name(data.get("publisher"))
        or metas.get("og:site_name")
        or metas.get("application-name")
        or _site(titled, title),
        url=_address(tree) or metas.get("og:url") or _text(data.get("url")),
        published_at=_text(data.get("datePublished"))
        or next((metas[n] for n in DATES if n in metas), None)
        or _time(tree),
        language=_text(data.get("inLanguage")) or tree.get("lang") or metas.get("og:locale"),
    )


def _linked_data(tree: markup_tree.HtmlElement) -> dict[str, Any]:
    """The first description of an article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text or len(script.text) > LARGEST:
            continue
        try:
            parsed = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(parsed, 0):
            kinds = node.get("@type")
            if any(kind in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return node
    return {}


def _nodes(parsed: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(parsed, list) and depth < 4:
        for item in parsed:
            yield from _nodes(item, depth + 1)
    elif isinstance(parsed, dict):
        yield parsed
        yield from _nodes(parsed.get("@graph"), depth + 1)


def _metas(tree: markup_tree.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = _text(meta.get("content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _first(tree: markup_tree.HtmlElement, tag: str) -> str | None:
    node = next(iter(tree.iter(tag)), None)
    return _text("".join(node.itertext())) if node is not None else None


def _time(tree: markup_tree.HtmlElement) -> str | None:
    """The first time element that says it is the publication's, or the only one inside the article."""
    times = [node for node in tree.iter("time") if node.get("datetime")]
    marked = [node for node in times if "pubdate" in node.attrib or node.get("itemprop") == "datePublished"]
    chosen = (
        marked
        or [
            node
            for node in times
            if any(up.tag in ("article", "header", "main") for up in node.iterancestors())
        ][:1]
    )
    return _text(chosen[0].get("datetime")) if chosen else None


def _address(tree: markup_tree.HtmlElement) -> str | None:
    link = next((node for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"), None)
    address = _text(link.get("href")) if link is not None else None
    return address if address and address.startswith(("http://", "https://")) else None


def _without_site(titled: str | None) -> str | None:
    parts = SEPARATOR.split(titled) if titled else []
    return max(parts, key=len) if parts else None


def _site(titled: str | None, title: str | None) -> str | None:
    """What follows the article's own title in the title element.

    >>> _site("Acme raises $5m | Deal Ledger", "Acme raises $5m")
    'Deal Ledger'
    """
    if not titled or not title or not titled.startswith(title) or titled == title:
        return None
    rest = SEPARATOR.split(titled[len(title) :])
    return _text(rest[-1].strip(" |–—·»-")) if len(rest) > 1 else None


def _name(node: Any) -> str | None:
    first = node[0] if isinstance(node, list) and node else node
    return _text(first.get("name")) if isinstance(first, dict) else _text(first)


def _text(value: Any) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None
