"""Settings: read once, frozen, refused when they cannot hold."""

import pytest
from pydantic import ValidationError

from service.app.settings import Settings, read_settings
from service.domain.errors import SettingsRejected


def test_nothing_set_is_a_working_service() -> None:
    """Without a variable dealbrief binds loopback, needs no key and embeds by itself."""
    settings = read_settings({})
    assert (settings.host, settings.port, settings.embeddings) == ("127.0.0.1", 8000, "minilm")
    assert settings.api_keys == ()


def test_a_misspelt_variable_is_refused_with_the_right_name() -> None:
    """A typo must not silently leave a door open."""
    with pytest.raises(SettingsRejected, match=r"DEALBRIEF_API_KEY_S.*DEALBRIEF_API_KEYS"):
        read_settings({"DEALBRIEF_API_KEY_S": "x"})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEALBRIEF_PORT", "99999", "DEALBRIEF_PORT cannot be '99999'"),
        ("DEALBRIEF_EMBEDDINGS", "bert", "'minilm' or 'openai'"),
        ("DEALBRIEF_API_KEYS", "short", "16 characters"),
        ("DEALBRIEF_CHROMA_URL", "localhost:8001", "http://"),
        ("DEALBRIEF_EMBEDDINGS", "openai", "DEALBRIEF_EMBEDDING_MODEL"),
    ],
)
def test_a_value_that_cannot_hold_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """The message names the variable and what would work."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsRejected) as refused:
        read_settings()
    assert told in refused.value.message


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings nor a complaint about them repeat a key."""
    key = "correct-horse-battery"
    monkeypatch.setenv("DEALBRIEF_API_KEYS", key)
    assert key not in repr(read_settings())
    monkeypatch.setenv("DEALBRIEF_API_KEYS", f"{key},short")
    with pytest.raises(SettingsRejected) as refused:
        read_settings()
    assert key not in refused.value.message


def test_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given as an option beats the variable; None is not given."""
    monkeypatch.setenv("DEALBRIEF_PORT", "9000")
    assert read_settings(port=9001).port == 9001
    assert read_settings(port=None).port == 9000


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks around the commas do not count."""
    monkeypatch.setenv("DEALBRIEF_ALLOWED_HOSTS", "deals.example.com, *.example.org ,")
    assert read_settings().allowed_hosts == ("deals.example.com", "*.example.org")


def test_settings_do_not_change() -> None:
    """Whoever holds the settings can rely on them."""
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]


def test_a_key_alone_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An OPENAI_API_KEY that lies around for another program chooses neither model nor embedder."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-somebody-elses-key")
    settings = read_settings()
    assert settings.model is None
    assert settings.embeddings == "minilm"
