"""ODK Validate, the judge of XForms: the program that pyxform carries with it, run by Java where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from vigie.core.faults import Fault

SECONDS = 60
_JAVA_TALK = re.compile(r"^\s*at |\.java:|^Caused by|^\.\.\. \d+ more|^The following nodes are likely")
_EXCEPTION = re.compile(r"^(?:org|java|javax)\.[\w.$]+(?:Exception|Error)(?:: |$)")
_NOISE = re.compile(r"^(Validating: |>> |Result: |The following files|\S+\.xml$)")
_PATH = re.compile(r"(?<![\w'(])/\w[\w.-]*(?:/[\w.-]+)+")


def java() -> str | None:
    """Where Java is; None on a node without it, whose forms are then judged by pyxform alone."""
    return shutil.which("java")


def _jar() -> Path:
    return (
        Path(find_spec("pyxform").origin).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    )


def validated(*xforms: bytes) -> list[Fault] | None:
    """What ODK Validate has against these XForms; [] where it has nothing, None where it can't be asked.

    Several are judged in one start of Java, which takes longer than the judging.
    """
    program = java()
    if program is None or not _jar().exists():
        return None
    with tempfile.TemporaryDirectory(prefix="vigie-") as folder:
        paths = [Path(folder) / f"{number}.xml" for number, _xform in enumerate(xforms)]
        for path, xform in zip(paths, xforms, strict=True):
            path.write_bytes(xform)
        command = [program, "-Djava.awt.headless=true", "-Xmx256m", "-jar", str(_jar()), *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return None
    if done.returncode == 0:
        return []
    said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    return _faults(said) or [Fault("validate-says", value="?")]


# What it says most often, as codes of ours.
_KNOWN = {
    "validate-function": re.compile(r"cannot handle function '(?P<value>.+?)'"),
    "validate-cycle": re.compile(r"^Cycle detected"),
    "validate-expression": re.compile(
        r"Encountered a problem with .+? for node \[(?P<field>.+?)\] at line: (?P<value>.+?), Bad node"
    ),
}


def _faults(said: str) -> list[Fault]:
    lines = (_EXCEPTION.sub("", line.strip()) for line in said.splitlines())
    told = [line for line in lines if line and not _JAVA_TALK.search(line) and not _NOISE.match(line)]
    found = list(dict.fromkeys(_fault(line) for line in told))
    named = [
        fault.field for fault in found if fault.code == "validate-says" and f"/{fault.field}" in fault.value
    ]
    cycle = [fault for fault in found if fault.code == "validate-cycle"]
    if cycle:  # the questions of the circle follow it, one a line
        return [Fault("validate-cycle", value=", ".join(dict.fromkeys(named)))]
    return found[:8]


def _fault(line: str) -> Fault:
    for code, pattern in _KNOWN.items():
        if found := pattern.search(line):
            said = found.groupdict()
            return Fault(code, said.get("field", "").rpartition("/")[2], said.get("value", ""))
    found = _PATH.search(line)
    return Fault("validate-says", found[0].rpartition("/")[2] if found else "", line[:300])
