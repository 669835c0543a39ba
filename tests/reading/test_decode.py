"""Bytes to text: marks, stated and guessed encodings, and what is no text at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import ArticleRejected
from service.reading.binary import SIGNATURES
from service.reading.decode import decode

TEXT = "Umeå: £5m – “wir übernehmen”, sagte Ylva Härnring. 公司完成融资。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_unicode_encodings_need_no_declaration(encoding: str) -> None:
    """Every Unicode encoding is told by its mark or by where its zero bytes stand; the mark is not text."""
    text = (
        "Acme has raised five million dollars."
        if not encoding.endswith(("le", "be"))
        else "Acme raised £5m in Umeå"
    )
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Umeå raised £5m – “good”"),
        ("iso-8859-1", "Umeå raised £5m"),
        ("gb18030", "公司完成融资，投资方未披露。"),
        ("big5", "公司完成融資"),
        ("shift_jis", "資金調達を完了した。"),
        ("koi8-r", "Компания привлекла деньги"),
        ("windows-1251", "Компания привлекла деньги"),
    ],
)
def test_a_declared_encoding_is_believed_when_the_bytes_are_not_utf8(encoding: str, text: str) -> None:
    """The sender's charset decodes what UTF-8 cannot."""
    assert decode(text.encode(encoding), encoding) == text


def test_utf8_wins_over_a_wrong_declaration() -> None:
    """Valid UTF-8 with non-ASCII letters is never anything else by accident."""
    assert decode(TEXT.encode(), "iso-8859-1") == TEXT


def test_latin1_means_windows_1252() -> None:
    """As in browsers, what says Latin-1 has curly quotes."""
    assert decode(b"\x93Sold\x94", "iso-8859-1") == "“Sold”"


def test_markup_states_its_own_encoding() -> None:
    """Without a declaration the page's meta element is read."""
    page = '<html><head><meta charset="windows-1251"></head><p>Компания</p>'
    assert decode(page.encode("windows-1251")) == page


def test_an_undeclared_encoding_is_detected() -> None:
    """A legacy text without any declaration is decoded by its statistics."""
    text = "Компания привлекла пять миллионов долларов от трёх инвесторов, сообщила она в понедельник. " * 5
    assert decode(text.encode("windows-1251")) == text


def test_an_unknown_declaration_is_ignored() -> None:
    """A charset that nobody knows does not hinder UTF-8."""
    assert decode(TEXT.encode(), "no-such-charset") == TEXT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"{\\rtf1\\ansi", "rich-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "office"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"abc\x00\x00\x00def\x01\x02\x03", "NUL"),
        (bytes(range(256)) * 4, "NUL"),
    ],
)
def test_binary_data_is_refused_by_name(data: bytes, name: str) -> None:
    """The refusal says what the bytes look like and what to post instead."""
    with pytest.raises(ArticleRejected, match=name) as caught:
        decode(data)
    assert "Post its text" in caught.value.message


@pytest.mark.parametrize(
    "text", ["RIFF Capital raised $5 million.", "ID3 Global was sold.", "BZh bought it."]
)
def test_words_that_begin_like_a_file_are_words(text: str) -> None:
    """A name that is also the beginning of a binary format does not make an article binary."""
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfab\xff", b"\xff\xfea", b"\xfe\xff\xd8\x00"])
def test_a_mark_that_lies_is_refused(data: bytes) -> None:
    """A byte-order mark over other bytes names the encoding and the position."""
    with pytest.raises(ArticleRejected, match="position"):
        decode(data)


def test_no_bytes_are_no_text() -> None:
    """Emptiness is left for reading to refuse."""
    assert decode(b"") == ""


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_round_trips(text: str) -> None:
    """Not one code point changes on the way in, unless the bytes are a known binary format's."""
    data = text.encode()
    if not any(data.startswith(signature) for signature, _ in SIGNATURES) and data[4:8] != b"ftyp":
        assert decode(data) == text


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    """No codec's error escapes."""
    with suppress(ArticleRejected):
        assert isinstance(decode(data), str)
