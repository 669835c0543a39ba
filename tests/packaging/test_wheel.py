"""The wheel alone is a working dealbrief."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "service", "prompts")


def run(*command: object, cwd: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without network or isolation from a copy, so that the checkout stays as it is."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, copy, cwd=copy)
    (built,) = out.glob("dealbrief-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel, and the locked libraries of this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    )
    # A path in a .pth file is searched after the environment's own packages, and its own .pth files are not
    # read: the wheel's modules win over the checkout.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "dealbrief"


def test_the_installed_command_answers_a_question(installed: Path, tmp_path: Path) -> None:
    """Outside the checkout: add the samples, ask, and find each quote in the article it names."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "DEALBRIEF_DATA_DIR": str(tmp_path / "data"),
    }
    code = "import service, prompts; print(service.__file__, prompts.__file__)"
    where = run(installed.with_name("python"), "-c", code, cwd=tmp_path)
    assert str(ROOT) not in where
    run(installed, "samples", cwd=tmp_path, environment=environment)
    answer = json.loads(
        run(
            installed,
            "ask",
            "Who led the Series B of Quillfern?",
            "--json",
            cwd=tmp_path,
            environment=environment,
        )
    )
    assert answer["status"] == "answered"
    assert answer["citations"]
    for citation in answer["citations"]:
        show = ("articles", "show", citation["article_id"], "--text", "--json")
        text = json.loads(run(installed, *show, cwd=tmp_path, environment=environment))["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
