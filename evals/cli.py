"""The commands of `python -m evals`."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from evals.case import BrokenCase
from evals.commands.compare import compare_runs
from evals.commands.explain import explain_case
from evals.commands.gate import bless_run, gate_run
from evals.commands.judge import judge_run
from evals.commands.mutations import measure_mutations
from evals.commands.run import LATEST, Options, run_set
from evals.commands.score import score_run
from evals.commands.verdict import Exit, Verdict
from evals.commands.view import view_run
from evals.judge import Endpoint
from evals.lint import lint
from evals.running import Run
from evals.sets import BUNDLED, QuestionSet, load_set
from evals.systems.system import SystemFailure

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=__doc__,
)
SetOption = Annotated[Path, typer.Option("--set", help="The folder of a question set.")]
RunOption = Annotated[Path, typer.Option("--run", help="The folder of a run.")]


def main() -> NoReturn:
    """Run a command; what is wrong with a set, a system or a file is one sentence, not a stack."""
    try:
        app()
    except (BrokenCase, SystemFailure) as wrong:
        _end(Verdict(Exit.USAGE, str(wrong)))
    except FileNotFoundError as wrong:
        _end(Verdict(Exit.USAGE, f"{wrong.filename} is not there; `run` makes it"))
    sys.exit(0)


def _end(verdict: Verdict) -> NoReturn:
    print(verdict.sentence)
    sys.exit(int(verdict.code))


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 120)


@app.command("run")
def run_command(  # noqa: PLR0917  (every parameter is an option)
    questions: SetOption = BUNDLED,
    out: Annotated[Path, typer.Option(help="Where the run is written.")] = LATEST,
    url: Annotated[str | None, typer.Option(help="A running service instead of one in this process.")] = None,
    key: Annotated[str | None, typer.Option(envvar="DEALBRIEF_API_KEY", help="Its key.")] = None,
    mode: Annotated[str, typer.Option(help="extractive, generative or auto.")] = "extractive",
    drafts: Annotated[Path | None, typer.Option(help="Recorded drafts of a model, told again.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only cases of this kind.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Questions at once.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")] = False,
    online: Annotated[bool, typer.Option("--online", help="Let the run leave this machine.")] = False,
    keep_vectors: Annotated[bool, typer.Option("--keep-vectors", hidden=True)] = False,
) -> None:
    """Ask every case of a set and judge what comes back."""
    options = Options(
        out=out,
        url=url,
        key=key,
        mode=mode,
        jobs=jobs,
        resume=resume,
        online=online,
        drafts=drafts,
        keep_vectors=keep_vectors,
    )
    _end(run_set(_only(load_set(questions), kind), options, _console()))


def _only(questions: QuestionSet, kind: str | None) -> QuestionSet:
    if kind is None:
        return questions
    cases = tuple(case for case in questions.cases if case.kind == kind)
    if not cases:
        raise BrokenCase(
            f"no case is of kind {kind!r}; there are {', '.join(sorted({c.kind for c in questions.cases}))}"
        )
    return QuestionSet(f"{questions.name}/{kind}", questions.articles, cases)


@app.command("score")
def score_command(run: RunOption = LATEST, questions: SetOption = BUNDLED) -> None:
    """Judge a recorded run again, without asking anybody."""
    _end(score_run(Run(run), load_set(questions), _console()))


@app.command("compare")
def compare_command(a: Path, b: Path) -> None:
    """Two runs of the same set, case by case."""
    _end(compare_runs(Run(a), Run(b), _console()))


@app.command("gate")
def gate_command(run: RunOption = LATEST) -> None:
    """Hold a run against the committed baseline of its set."""
    _end(gate_run(Run(run), _console()))


@app.command("bless")
def bless_command(
    reason: Annotated[str, typer.Option(help="Why the baseline changes.")], run: RunOption = LATEST
) -> None:
    """Make a run the baseline of its set."""
    _end(bless_run(Run(run), reason))


@app.command("view")
def view_command(
    run: RunOption = LATEST,
    questions: SetOption = BUNDLED,
    against: Annotated[Path | None, typer.Option(help="Another run, to show what changed.")] = None,
) -> None:
    """Write one self-contained HTML page about a run."""
    _end(view_run(Run(run), load_set(questions), Run(against) if against else None))


@app.command("explain")
def explain_command(case: str, run: RunOption = LATEST, questions: SetOption = BUNDLED) -> None:
    """Everything about one case, and the first stage that failed."""
    _end(explain_case(Run(run), load_set(questions), case, _console()))


@app.command("lint")
def lint_command(questions: SetOption = BUNDLED) -> None:
    """Refuse a set that is broken."""
    loaded = load_set(questions)
    found = lint(loaded)
    for line in found:
        print(line)
    if found:
        _end(Verdict(Exit.FAILED, f"{len(found)} findings in {loaded.name}"))
    _end(
        Verdict(Exit.PASS, f"{len(loaded.cases)} cases over {len(loaded.articles)} articles are fit for use")
    )


@app.command("mutations")
def mutations_command(
    escapes: Annotated[bool, typer.Option("--escapes", help="Also list what got through.")] = False,
) -> None:
    """Measure the verifier on wrong claims made of true ones, and on claims written by hand."""
    _end(measure_mutations(escapes=escapes))


@app.command("judge")
def judge_command(
    model: Annotated[str, typer.Option(envvar="DEALBRIEF_MODEL", help="The judge.")],
    url: Annotated[str, typer.Option(envvar="OPENAI_BASE_URL", help="Its address, ending in /v1.")],
    key: Annotated[str | None, typer.Option(envvar="OPENAI_API_KEY", help="Its key.")] = None,
    run: RunOption = LATEST,
    most: Annotated[int, typer.Option(help="Grade at most so many claims.")] = 200,
) -> None:
    """Let a model grade the claims of a run. Optional; never gates."""
    _end(judge_run(Run(run), Endpoint(url.rstrip("/"), model, key), _console(), most))
