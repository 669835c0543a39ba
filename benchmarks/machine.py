"""What a benchmark ran on, and what a process has used so far. Linux only: it reads /proc."""

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PACKAGES = ("numpy", "onnxruntime", "chromadb", "sqlalchemy", "fastapi", "uvicorn")


@dataclass(frozen=True, slots=True)
class Used:
    """Processor seconds of a process, and its memory in MB: now and at its peak."""

    processor: float
    memory: float
    peak: float


def used(pid: int) -> Used:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    memory = {name: int(kib) / 1024 for name, kib in re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status)}
    return Used((int(fields[11]) + int(fields[12])) / TICKS, memory["VmRSS"], memory["VmHWM"])


def load() -> float:
    """How many processes wanted a core in the last minute, this one included."""
    return os.getloadavg()[0]


def described() -> str:
    """The processor, the memory and the versions that matter, in a line."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    flags = Path("/proc/cpuinfo").read_text().split()
    vnni = next(
        (flag for flag in ("avx512_vnni", "avx_vnni", "asimddp") if flag in flags), "no int8 instructions"
    )
    size = f"{int(memory[1]) / 1024**2:.0f} GiB" if memory else "unknown memory"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{cpu[1] if cpu else platform.machine()} ({vnni}), {os.cpu_count()} cores, {size}, "
        f"Python {platform.python_version()}, {packages}"
    )
