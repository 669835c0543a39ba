"""Which article a posted text is: the sender's id, else its address, else its content."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from service.domain.article import Posted
from service.domain.errors import ArticleRejected

LONGEST = 200
TRACKING = re.compile(r"^(utm_|fbclid$|gclid$|mc_cid$|mc_eid$|igshid$|ref$|ref_src$)", re.IGNORECASE)


def article_id(posted: Posted, text: str, url: str | None = None) -> str:
    """The id of a posted article; `url` is the address that its page states, when the sender gave none.

    >>> article_id(Posted(text="", id="stepstar"), "It raised $5m.")
    'stepstar'
    >>> article_id(Posted(text="", url="http://www.Example.com/a/Deal-Done/?utm_source=x#top"), "It grew.")
    'example.com-deal-done-eae06a9f'
    """
    if posted.id is not None:
        return _valid(posted.id)
    if address := posted.url or url:
        return _from_url(canonical_url(address))
    return f"sha256-{_digest(text)[:20]}"


def canonical_url(url: str) -> str:
    """One spelling per page: no fragment, tracking, default port, `www.` or final slash.

    >>> canonical_url("HTTP://Example.com:80/deals/?b=2&utm_medium=mail&a=1#x")
    'https://example.com/deals?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise ArticleRejected(
            f"url {url[:80]!r} is not an address: {error}. Mend it or leave it out.", "url"
        ) from error
    if parts.scheme.lower() not in ("http", "https"):
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    query = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(pair[0])
    )
    return urlunsplit(("https", place, parts.path.rstrip("/"), urlencode(query), ""))


def _valid(given: str) -> str:
    if not 1 <= len(given) <= LONGEST:
        raise ArticleRejected(f"id has {len(given)} characters; give 1 to {LONGEST}.", "id")
    bad = next((c for c in given if c == "/" or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")), None)
    if bad is not None:
        raise ArticleRejected(f"id {given!r} holds {bad!r}; leave out slashes and control characters.", "id")
    if given != given.strip() or given in (".", ".."):
        raise ArticleRejected(f"id {given!r} would not survive in an address; name it otherwise.", "id")
    return given


def _from_url(canonical: str) -> str:
    parts = urlsplit(canonical)
    last = parts.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = [re.sub(r"[^a-z0-9.]+", "-", piece.lower()).strip("-.") for piece in (parts.netloc, last)]
    return "-".join([*(word[:60] for word in words if word), _digest(canonical)[:8]])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
