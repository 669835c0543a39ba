"""The HTML page of a run. Every text from outside is escaped, and the policy allows no script at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from evals.case import Case
from evals.commands.compare import Flips
from evals.oracle import written
from evals.report import FIGURES, SPLITS
from evals.scorers.case import Judged

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.headline { font-weight: 600; }
details { border-left: 4px solid #c33; margin: .4rem 0; padding-left: .8rem; }
details.right { border-color: #393; }
summary { cursor: pointer; }
mark { background: #fc06; color: inherit; }
.quiet { opacity: .7; }
pre { white-space: pre-wrap; font: inherit; margin: .3rem 0; }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One case with its judgement and its reply, if it has one."""

    case: Case
    judged: Judged
    reply: dict[str, Any] | None


def page(report: dict[str, Any], rows: Sequence[Row], texts: dict[str, str], changed: Flips | None) -> str:
    """The whole document."""
    title = escape(
        f"{report['run']['set']}: {report['counts']['scored']} of {report['counts']['expected']} cases scored"
    )
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>",
        _figures(report),
        _changes(changed, rows, texts),
        _kinds(rows, texts),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def _figures(report: dict[str, Any]) -> str:
    heads = "".join(f"<th>{split} ({report['splits'][split]['cases']})</th><th>95 %</th>" for split in SPLITS)
    lines = [f"<table><thead><tr><th>figure</th>{heads}</tr></thead><tbody>"]
    for figure in FIGURES:
        cells = "".join(_cells(report["splits"][split]["figures"].get(figure.key)) for split in SPLITS)
        style = ' class="headline"' if figure.headline else ""
        lines.append(f"<tr{style}><td>{escape(figure.label)}</td>{cells}</tr>")
    return "\n".join([*lines, "</tbody></table>"])


def _cells(values: dict[str, Any] | None) -> str:
    if not values:
        return "<td></td><td></td>"
    return (
        f'<td class="n">{values["value"]:.3f}</td><td class="n">{values["low"]:.2f}-{values["high"]:.2f}</td>'
    )


def _changes(changed: Flips | None, rows: Sequence[Row], texts: dict[str, str]) -> str:
    if changed is None:
        return ""
    by_id = {row.case.id: row for row in rows}
    lines = ["<h2>What changed</h2>"]
    for word, ids in (("Regressed", changed.regressed), ("Fixed", changed.fixed)):
        lines.append(f"<h3>{word}: {len(ids)}</h3>")
        lines += [_case(by_id[i], texts) for i in ids if i in by_id]
    return "\n".join(lines)


def _kinds(rows: Sequence[Row], texts: dict[str, str]) -> str:
    lines = ["<h2>By kind</h2>"]
    for kind in sorted({row.case.kind for row in rows}):
        of = [row for row in rows if row.case.kind == kind]
        right = sum(row.judged.right for row in of)
        lines.append(f'<h3 id="{escape(kind)}">{escape(kind)}: {right} of {len(of)}</h3>')
        lines += [_case(row, texts) for row in sorted(of, key=lambda row: (row.judged.right, row.case.id))]
    return "\n".join(lines)


def _case(row: Row, texts: dict[str, str]) -> str:
    stage = "right" if row.judged.right else f"wrong: {row.judged.stage}"
    about = escape(f"{row.case.id}, {row.case.split}, {stage}")
    history = "".join(
        f"<pre class=quiet>{escape(t['role'])}: {escape(t['content'])}</pre>" for t in row.case.history
    )
    return (
        f'<details class="{"right" if row.judged.right else "wrong"}"><summary>{escape(row.case.question)} '
        f"<span class=quiet>{about}</span></summary>{history}"
        f"{_said(row.reply, texts)}{_gold(row.case)}{_list(row.judged.why)}</details>"
    )


def _said(reply: dict[str, Any] | None, texts: dict[str, str]) -> str:
    if reply is None:
        return "<p>no reply</p>"
    cited = "".join(_cited(citation, texts) for citation in reply["citations"])
    return (
        f"<p><strong>{escape(str(reply['status']))}</strong></p><pre>{escape(reply['answer'])}</pre>{cited}"
    )


def _cited(citation: dict[str, Any], texts: dict[str, str]) -> str:
    text = texts.get(citation["article_id"], "")
    start, end = citation["start"], citation["end"]
    before, after = escape(text[max(0, start - 80) : start]), escape(text[end : end + 80])
    place = f"[{citation['n']}] {escape(citation['article_id'])}"
    return f"<pre class=quiet>{place}: {before}<mark>{escape(text[start:end])}</mark>{after}</pre>"


def _gold(case: Case) -> str:
    answers = [f"{gold.type}: {written(gold)}" for gold in case.answers]
    evidence = [f"{n}. {s.article_id}: {s.quote}" for n, group in enumerate(case.evidence, 1) for s in group]
    return (
        f"<p>expected: {case.expect}</p>{_list([*answers, *evidence, *([case.note] if case.note else [])])}"
    )


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""
