"""What ships around the package: the compose file, the image, the set-up."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef0123456789abcdef"


def compose(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("docker-compose")
    if tool is None:
        pytest.skip("docker-compose is not installed")
    clean = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | environment
    command = [tool, "-f", str(ROOT / "docker-compose.yml"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=clean, cwd=ROOT, check=False)


def test_compose_without_a_key_stops_and_says_what_to_set() -> None:
    """Nobody runs an open service by forgetting a variable."""
    refused = compose("config", "-q")
    assert refused.returncode != 0
    assert "openssl rand -hex 32" in refused.stderr


@pytest.mark.parametrize("profile", [(), ("--profile", "local-model")])
def test_compose_is_valid_and_closed(profile: tuple[str, ...]) -> None:
    """Every published port is bound to this machine; every service is read-only and has a pinned image."""
    done = compose(*profile, "config", DEALBRIEF_API_KEYS=KEY)
    assert done.returncode == 0, done.stderr
    ports = re.findall(r"^\s+- (\S*\d+:\d+\S*)$", done.stdout, re.MULTILINE)
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    images = re.findall(r"image: (\S+)", done.stdout)
    assert images
    assert all(re.search(r":\d+\.\d+\.\d+$", image) for image in images)
    assert done.stdout.count("read_only: true") == len(images) + 1


def test_the_image_runs_as_nobody_and_installs_by_hash() -> None:
    """The last user of the Dockerfile is not root, and everything installed is pinned."""
    lines = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall(r"^USER (\S+)", lines, re.MULTILINE)[-1] != "root"
    installs = [line for line in lines.splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)
    assert re.findall(r"^FROM python:3\.1[123]\.\d+-", lines, re.MULTILINE)


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    """Lock files name packages, versions and hashes, and no index."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")
        assert "://" not in text
        packages = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert packages
        assert all("==" in package and "--hash=sha256:" in package for package in packages), lock


def fake_python(folder: Path, version: str) -> Path:
    """A program that says it is Python of some version."""
    major_minor = tuple(int(part) for part in version.split(".")[:2])
    script = folder / "python"
    script.write_text(
        f"#!{sys.executable}\nimport sys, platform\nsys.version_info = {major_minor}\n"
        f"platform.python_version = lambda: {version!r}\nexec(sys.argv[2])\n"
    )
    script.chmod(0o755)
    return script


@pytest.mark.parametrize("version", ["3.10.13", "3.14.0"])
def test_another_python_is_refused_in_one_sentence(tmp_path: Path, version: str) -> None:
    """The message says which versions fit, which was found, and how to name another."""
    done = subprocess.run(
        [ROOT / ".ci/find-python", fake_python(tmp_path, version)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert version in done.stderr
    assert "3.11, 3.12 or 3.13" in done.stderr


@pytest.mark.parametrize("version", ["3.11.2", "3.12.0", "3.13.9"])
def test_a_fitting_python_is_taken(tmp_path: Path, version: str) -> None:
    """The path of the interpreter is printed."""
    python = fake_python(tmp_path, version)
    done = subprocess.run([ROOT / ".ci/find-python", python], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(python))


def test_make_explains_itself() -> None:
    """`make` alone lists what it can do, and every listed target exists."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    wanted = {"setup", "lint", "format", "test", "evals", "bench", "lock", "run", "clean"}
    assert wanted <= {line.split()[1] for line in done.stdout.splitlines()}


def test_the_package_data_is_listed() -> None:
    """Every kind of file that the program reads from its package is in the wheel's list."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = json.loads(re.search(r"^service = (\[.*\])$", text, re.MULTILINE)[1])  # type: ignore[index]
    patterns = {pattern.removeprefix("**/") for pattern in listed}
    for file in (ROOT / "service").rglob("*"):
        if file.is_file() and file.suffix not in (".py", ".pyc"):
            assert f"*{file.suffix}" in patterns or file.name in patterns, file
