"""A page's article: its main text as plain blocks, and what its markup states about it.

trafilatura finds the main text. It keeps hidden text, the very channel of planted instructions, so
hidden nodes, comments and scripts are taken out first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import trafilatura
from lxml import etree
from lxml import html as markup_tree

from service.domain.article import Role
from service.domain.errors import ArticleRejected
from service.reading.page import Stated, stated_by

GONE = frozenset(
    "script style template noscript iframe object embed svg canvas math "
    "button input select textarea dialog".split()
)
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?(?![.\d])"
    r"|font-size\s*:\s*0(?![.\d])"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)"
    r"|(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
WHITE = {"#fff", "#ffffff", "white", "rgb(255,255,255)", "transparent", "rgba(0,0,0,0)"}
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|hidden|d-none|u-hidden|is-hidden)(?:\s|$)",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|comentarios|related|recirc|newsletter|cookie|share|social)(?:$|[\s_-])",
    re.IGNORECASE,
)
WHOLE = {"html", "body", "main", "article"}  # pages hide these until their scripts have run
SPACE = re.compile(r"[^\S\u3000]+")
CONTAINERS = {"main", "list", "row", "table", "body", "doc", "quote", "div", "graphic"}
LONGEST_FURNITURE = 4000  # characters; a larger "comments" container holds the article too
DEEPEST = 200  # levels of nesting; no page of an article comes near


@dataclass(frozen=True, slots=True)
class Page:
    """What extraction gives: blocks joined by line breaks, the roles that markup states, stated metadata."""

    text: str
    roles: tuple[tuple[int, Role], ...] = ()
    stated: Stated = field(default_factory=Stated)


def extract_page(markup: str, url: str | None = None) -> Page:
    """The article of a page. A page without one gives an empty text, never an error of the parser."""
    tree = _parsed(markup)
    if tree is None:
        return Page("")
    stated = stated_by(tree)
    _strip(tree)
    blocks = _blocks(tree, url) or _plain_blocks(tree)
    return _page(blocks, stated)


def _parsed(markup: str) -> markup_tree.HtmlElement | None:
    if not markup.strip():
        return None
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)  # a declared encoding makes lxml refuse decoded text
    try:
        return markup_tree.document_fromstring(
            clean, parser=markup_tree.HTMLParser(encoding=None, huge_tree=False)
        )
    except etree.ParserError:
        return None  # nothing but comments
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleRejected(
            f"The HTML cannot be parsed: {error}. Post the article's text instead.", "text"
        ) from error


def _strip(tree: markup_tree.HtmlElement) -> None:
    """Take out what no reader of the page sees, and what surrounds its article."""
    sheet = " ".join(style.text or "" for style in tree.iter("style"))
    classes = _hidden_classes(sheet)
    doomed = [node for node in tree.iter() if _is_hidden(node, classes)]
    for node in doomed:
        if node.getparent() is not None:
            _drop(node)
    for caption in tree.iter("figcaption", "figure"):
        # trafilatura leaves captions out; many state a fact
        caption.tag = "p" if caption.tag == "figcaption" else "div"


def _drop(node: etree._Element) -> None:
    parent, before = node.getparent(), node.getprevious()
    if node.tail and parent is not None:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    if parent is not None:
        parent.remove(node)


def _hidden_classes(sheet: str) -> frozenset[str]:
    """Classes that the page's own style sheet hides."""
    rules = re.findall(r"([^{}]{1,300})\{([^{}]{0,2000})\}", sheet[:200_000])
    return frozenset(
        name
        for selector, body in rules
        if HIDDEN_STYLE.search(body)
        for name in re.findall(r"^\s*\w*\.([\w-]+)\s*$", selector.replace(",", "\n"), re.MULTILINE)
    )


def _is_hidden(node: etree._Element, classes: frozenset[str]) -> bool:
    if isinstance(node, (etree._Comment, etree._ProcessingInstruction)):
        return True
    if node.tag in WHOLE:
        return False
    if node.tag in GONE or "hidden" in node.attrib or node.get("aria-hidden") == "true":
        return True
    style, names = node.get("style") or "", node.get("class") or ""
    if HIDDEN_STYLE.search(style) or HIDDEN_CLASS.search(names) or classes & set(names.split()):
        return True
    if node.tag == "details" and "open" not in node.attrib:
        return True
    if node.tag in ("div", "section", "aside", "ul") and FURNITURE.search(f"{names} {node.get('id') or ''}"):
        return sum(len(part) for part in node.itertext()) < LONGEST_FURNITURE
    return _is_invisible_ink(style)


def _is_invisible_ink(style: str) -> bool:
    colour, background = COLOUR.search(style), BACKGROUND.search(style)
    ink = colour.group(1).replace(" ", "").lower() if colour else None
    paper = background.group(1).replace(" ", "").lower() if background else "white"
    return ink is not None and (ink == paper or (ink in WHITE and paper in WHITE))


def _blocks(tree: markup_tree.HtmlElement, url: str | None) -> list[tuple[str, Role | None]]:
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        deduplicate=False,
        favor_recall=True,
        with_metadata=False,
        as_dict=False,
    )
    body = getattr(found, "body", None)
    return list(_walk(body, 0)) if body is not None else []


def _walk(node: etree._Element, depth: int) -> Iterator[tuple[str, Role | None]]:
    if depth > DEEPEST:
        return
    if node.tag == "table":
        yield from _rows(node)
    elif node.tag == "head":
        yield from _said(_inner(node), Role.HEADING)
    elif node.tag in CONTAINERS or any(
        child.tag in ("p", "list", "table", "head", "quote") for child in node
    ):
        yield from _said(_folded(node.text or ""), None)
        for child in node:
            yield from _walk(child, depth + 1)
            yield from _said(_folded(child.tail or ""), None)
    elif node.tag == "item":
        yield from _said("- " + _inner(node), None)
    else:
        yield from _said(_inner(node), None)


def _said(content: str, role: Role | None) -> Iterator[tuple[str, Role | None]]:
    if content.strip("- "):
        yield content, role


def _rows(table: etree._Element) -> Iterator[tuple[str, Role | None]]:
    for row in table.iter("row"):
        cells = [cell for cell in map(_inner, row.iter("cell")) if cell]
        if cells:
            yield ("\t".join(cells), Role.TABLE_ROW) if len(cells) > 1 else (cells[0], Role.HEADING)


def _inner(node: etree._Element) -> str:
    parts = []
    for element in node.iter():
        if element.tag == "lb" and element is not node:
            parts.append(" ")
        parts.append(element.text or "")
        if element is not node:
            parts.append(element.tail or "")
    return _folded("".join(parts))


def _folded(content: str) -> str:
    return SPACE.sub(" ", content).strip()


def _plain_blocks(tree: markup_tree.HtmlElement) -> list[tuple[str, Role | None]]:
    """For pages in which trafilatura sees no article: the text of the paragraphs, else of the body."""
    paragraphs = [
        _folded(" ".join(map(str, node.itertext()))) for node in tree.iter("p", "h1", "h2", "h3", "li", "td")
    ]
    if any(paragraphs):
        return [(paragraph, None) for paragraph in paragraphs if paragraph]
    lines = (_folded(line) for line in "\n".join(tree.itertext()).splitlines())
    return [(line, None) for line in lines if line]


def _page(blocks: list[tuple[str, Role | None]], stated: Stated) -> Page:
    title = stated.title
    if title and not any(content == title for content, _ in blocks[:3]):
        blocks = [(title, Role.HEADING), *blocks]
    parts: list[str] = []
    roles: list[tuple[int, Role]] = []
    place = 0
    for index, (content, role) in enumerate(blocks):
        if index:
            joint = "\n" if role is Role.TABLE_ROW and blocks[index - 1][1] is Role.TABLE_ROW else "\n\n"
            parts.append(joint)
            place += len(joint)
        if role is not None:
            roles.append((place, role))
        parts.append(content)
        place += len(content)
    return Page("".join(parts), tuple(roles), stated)
