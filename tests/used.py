"""Notes what the tests take of their machine, for ``development/borrowed.py``: programs started, libraries loaded."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PROGRAMS: set[str] = set()


def note_programs() -> None:
    """From here on, note each program that this process starts."""

    def noted(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen":
            program, _, _, environment = arguments
            # A shell line's is /bin/sh; a program without a folder is looked for on the path.
            path = environment.get("PATH") if isinstance(environment, dict) else None
            found = shutil.which(os.fsdecode(str(program)), path=path)
            PROGRAMS.update([os.path.realpath(found)] if found else [])

    sys.addaudithook(noted)


def write(folder: Path) -> None:
    """Write the programs, and the libraries that this process has loaded."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return
    mapped = {line.split(maxsplit=5)[-1] for line in maps.read_text(encoding="utf-8").splitlines() if ".so" in line}
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(PROGRAMS | {path for path in mapped if path.startswith("/")})
    (folder / str(os.getpid())).write_text("\n".join(found), encoding="utf-8")
