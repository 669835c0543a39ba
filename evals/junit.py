"""JUnit XML: one test a case, so that any CI shows what failed and why."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from evals.scorers.case import Judged


def junit(name: str, judged: Sequence[Judged]) -> str:
    """The document; a case without an answer is an error, a wrong one a failure."""
    errors = sum(j.status == "error" for j in judged)
    failures = sum(not j.right for j in judged) - errors
    suite = ET.Element(
        "testsuite", name=name, tests=str(len(judged)), failures=str(failures), errors=str(errors)
    )
    for j in judged:
        case = ET.SubElement(suite, "testcase", classname=f"{name}.{j.split}.{j.kind}", name=j.id)
        if not j.right:
            tag = "error" if j.status == "error" else "failure"
            ET.SubElement(case, tag, message=_clean(j.stage or "")).text = _clean("; ".join(j.why))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    """Control characters, which XML cannot hold, out."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
