"""MiniLM with one number on top: how well a sentence answers a question."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512


class Layer(nn.Module):
    """One transformer block of BERT: attention, then a wider step, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = states.shape
        parts = [
            one(states).view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for one in (self.query, self.key, self.value)
        ]
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(count, length, WIDTH)
        states = self.norm_attended(states + self.dropout(self.attended(mixed)))
        inner = self.narrow(functional.gelu(self.wide(states)))
        return self.norm_output(states + self.dropout(inner))


class PairModel(nn.Module):
    """Question and sentence in one sequence; the number is read off its first token and the mean of all.

    A number above 0 says that the sentence answers, as training puts "nothing answers" at 0.
    """

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.number = nn.Linear(WIDTH, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        states = self.words(input_ids) + self.places(places) + self.kinds(token_type_ids)
        states = self.dropout(self.norm(states))
        mask = attention_mask[:, None, None, :].bool()
        for layer in self.layers:
            states = layer(states, mask)
        weights = attention_mask[:, :, None].to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        read = torch.cat([states[:, 0], mean], dim=1)
        return self.number(self.dropout(torch.tanh(self.hidden(read))))[:, 0]


NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "norm_attended",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "norm_output",
}


def from_minilm(directory: Path, layers: int = LAYERS) -> PairModel:
    """The model with MiniLM's weights where it has them; `directory` holds `model.safetensors`."""
    given = load_file(directory / "model.safetensors")
    model = PairModel(layers)
    found = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "kinds.weight": given["embeddings.token_type_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                found[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    missing = set(model.load_state_dict(found, strict=False).missing_keys)
    assert missing == {"hidden.weight", "hidden.bias", "number.weight", "number.bias"}, json.dumps(
        sorted(missing)
    )
    return model
