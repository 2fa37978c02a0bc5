"""Old and other kinds of text documents and workbooks, through LibreOffice where it is installed."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from zeren.loaders.errors import ZerenError

TEXTS = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "xml text": ".xml", "flat odt": ".fodt"}
SHEETS = {"xls": ".xls", "xlsb": ".xlsb", "ods": ".ods", "xml sheet": ".xml", "flat ods": ".fods"}
_NAMES = {"doc": "an old Office file", "xls": "an old Office file", "rtf": "an RTF document"}
_SECONDS = 120
"""What one conversion may take."""
_PLACES = {
    "darwin": ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
    "win32": [
        str(Path(os.environ.get(name, ""), "LibreOffice", "program", "soffice.exe"))
        for name in ("ProgramFiles", "ProgramFiles(x86)")
    ],
}
# No macro runs, no link is followed, nothing is asked.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>1</value></prop></item>
</oor:items>
"""


@cache
def office() -> str | None:
    """LibreOffice's program; None where it is not installed."""
    names = [shutil.which(name) for name in ("soffice", "libreoffice")]
    return next((p for p in (*names, *_PLACES.get(sys.platform, [])) if p and Path(p).is_file()), None)


@cache
def _profile() -> Path:
    """A profile of this process alone: that of the person who works here is neither read nor changed."""
    folder = Path(tempfile.mkdtemp(prefix="zeren-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    return folder


def convert(data: bytes, name: str, kind: str) -> tuple[bytes, str]:
    """The same document as .docx or .xlsx, and which of them. Raises ZerenError where that cannot be had."""
    target = "docx" if kind in TEXTS else "xlsx"
    ending = {**TEXTS, **SHEETS, "xlsx": ".xlsx"}[kind]
    program = office()
    what = _NAMES.get(kind, f"a file of kind {ending}")
    if program is None:
        raise ZerenError(f"{name}: this is {what}: install LibreOffice, or open it and save it as .{target}")
    with tempfile.TemporaryDirectory(prefix="zeren-") as place:
        (Path(place) / f"in{ending}").write_bytes(data)
        command = [program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"]
        command += [f"-env:UserInstallation={_profile().as_uri()}", "--convert-to", target, "--outdir"]
        command += [str(Path(place) / "out"), str(Path(place) / f"in{ending}")]
        _run(command, name)
        made = Path(place) / "out" / f"in.{target}"
        if not made.is_file():
            raise ZerenError(
                f"{name}: LibreOffice cannot read this file; it may be damaged: save it as .{target} first"
            )
        return made.read_bytes(), target


def _run(command: list[str], name: str) -> None:
    """Run LibreOffice, which starts programs of its own: all of them end with it."""
    quiet = subprocess.DEVNULL
    try:
        # Only our own arguments: the file is called in.doc, whatever its name.
        # A list of words, no shell: S603 asks to look, and nothing in it is run.
        program = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603  LibreOffice, whose words are ours
    except OSError as error:
        raise ZerenError(f"{name}: LibreOffice cannot be started ({error.strerror}); save it as .docx") from None
    try:
        program.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise ZerenError(f"{name}: LibreOffice took longer than {_SECONDS} s; save it as .docx or .xlsx") from None
    finally:
        if program.poll() is None:
            end = getattr(os, "killpg", None)  # not on Windows
            if end is not None:
                end(program.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            else:
                program.kill()
            program.wait()
