"""What a model wrote, without anything that acts: only words are shown."""

import re

_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"(?<!\!)\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.*?-->", re.DOTALL)
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,12}://|www\.|(?:javascript|data|mailto|vbscript):)\S+", re.IGNORECASE
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def presentable(text: str) -> str:
    """The words of a drafted sentence: links and images give way to their labels, addresses go.

    >>> presentable("It raised $5m ![x](http://evil.example/?q=1). See [the site](http://evil.example).")
    'It raised $5m x. See the site.'
    """
    text = _INVISIBLE.sub("", text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _ADDRESS.sub("", _TAG.sub("", text))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
