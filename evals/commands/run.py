"""`run`: ask every case of a set and judge what comes back."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from evals.case import BrokenCase
from evals.commands.score import score_run
from evals.commands.verdict import Verdict
from evals.console import progress_bar
from evals.offline import loopback_only
from evals.running import Run, record
from evals.sets import QuestionSet
from evals.systems.http import HttpSystem
from evals.systems.replay import Replay, Script, drafted_cases, read_drafts, replayed_model
from evals.systems.system import System

LATEST = Path(__file__).parents[1] / "results" / "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`url` aims at a running service; without it the service runs in this process, on its own data.

    `drafts` are recorded replies of a model, told again to the service in this process.
    """

    out: Path = LATEST
    url: str | None = None
    key: str | None = None
    mode: str = "extractive"
    jobs: int = 1
    resume: bool = False
    online: bool = False
    drafts: Path | None = None
    keep_vectors: bool = False


def run_set(questions: QuestionSet, options: Options, console: Console) -> Verdict:
    """Record and score; without `online` nothing but loopback can be reached meanwhile."""
    if not options.resume and options.out.exists():
        shutil.rmtree(options.out)
    run = Run(options.out)
    if options.drafts and (options.resume or options.jobs > 1):
        raise BrokenCase("drafts are told in order: leave out --resume and --jobs")
    if options.drafts:
        questions = drafted_cases(questions, read_drafts(options.drafts))
    with ExitStack() as stack:
        if not options.online:
            stack.enter_context(loopback_only())
        system = _system(options, stack)
        step = stack.enter_context(progress_bar(console))
        record(questions, system, run, jobs=options.jobs, progress=step)
    return score_run(run, questions, console)


def _system(options: Options, stack: ExitStack) -> System:
    if options.url:
        about = {"name": "http", "url": options.url, "mode": options.mode}
        extra = {"mode": options.mode, "top_k": 20}
        return HttpSystem(options.url, options.key, about=about, extra=extra)
    from evals.systems.inprocess import service_in_process  # noqa: PLC0415  (loads the whole service)

    if options.drafts:
        script = Script()
        url = stack.enter_context(replayed_model(script))
        service = stack.enter_context(service_in_process("generative", model_url=url))
        return Replay(service, script, read_drafts(options.drafts))
    return stack.enter_context(service_in_process(options.mode, keep_vectors=options.keep_vectors))
