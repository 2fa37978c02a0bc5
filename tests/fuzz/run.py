"""Read broken files for as long as one likes, and stop at the first that breaks a law.

    python tests/fuzz/run.py --minutes 10
    python tests/fuzz/run.py --replay 0a1b2c…

With atheris (``pip install --group fuzz``; Linux and macOS) what is tried next follows what the code has not yet
done; without it, or with ``--engine hypothesis``, files are drawn by chance and a failing one is made as small as it
can be. A failing case is printed as bytes, for ``--replay`` and for a test in tests/loaders/test_fuzz.py.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.cases import Case, case_of
from fuzz.laws import check

LONGEST = 600
"""Bytes of a case: about a hundred changes."""


def main() -> int:
    """0 where every file was read as it must be, 1 where one was not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--engine", choices=("atheris", "hypothesis"), default=None)
    parser.add_argument("--replay", metavar="HEX", help="try one case again")
    arguments = parser.parse_args()
    watch_writes()
    if arguments.replay is not None:
        return replay(bytes.fromhex(arguments.replay))
    engine = arguments.engine or ("atheris" if _has_atheris() else "hypothesis")
    print(f"{engine}, {arguments.minutes:g} minutes")
    return (with_atheris if engine == "atheris" else with_hypothesis)(arguments.minutes * 60)


def _has_atheris() -> bool:
    return importlib.util.find_spec("atheris") is not None


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch_writes() -> None:
    """From now on nothing may be written outside of the machine's folder for temporary files, and nothing started."""
    allowed = str(Path(tempfile.gettempdir()).resolve())

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event in ("subprocess.Popen", "os.system", "socket.connect", "os.exec", "os.posix_spawn"):
            raise AssertionError(f"a reading did {event} {details}")
        if event == "open" and isinstance(details[0], str) and isinstance(details[2], int) and details[2] & WRITES:
            path = str(Path(details[0]).resolve())
            if not path.startswith((allowed, "/dev/", str(Path.cwd() / ".hypothesis"))) and "__pycache__" not in path:
                raise AssertionError(f"a reading wrote {path}")

    sys.addaudithook(watch)


def replay(data: bytes) -> int:
    """Try one case, and show it."""
    case = case_of(data)
    show(case)
    check(case)
    print("ok")
    return 0


def show(case: Case) -> None:
    """The file of a case, its beginning and how long it is."""
    text = case.text if case.text is not None else case.data.decode("utf-8", "replace")
    print(f"{case.name}, {len(case.data)} bytes: {text[:300]!r}")


def with_hypothesis(seconds: float) -> int:
    """Cases by chance until the time is over."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    until = time.monotonic() + seconds
    tried = 0

    @settings(
        max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[*Phase][2:]
    )
    @given(st.binary(min_size=4, max_size=LONGEST))
    def law(data: bytes) -> None:
        nonlocal tried
        tried += 1
        try:
            check(case_of(data))
        except BaseException:
            print(f"--replay {data.hex()}")
            raise

    while time.monotonic() < until:
        law()
        print(f"{tried} files read", flush=True)
    return 0


def with_atheris(seconds: float) -> int:
    """Cases that reach what none has reached before, until the time is over."""
    atheris = importlib.import_module("atheris")  # by name: it has no types, and is not there for mypy to see

    def law(data: bytes) -> None:
        try:
            check(case_of(data))
        except BaseException:
            print(f"--replay {data.hex()}", flush=True)
            raise

    atheris.instrument_all()
    options = (
        "-timeout=60",
        "-len_control=0",
        "-rss_limit_mb=2000",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={tempfile.gettempdir()}/",
    )
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds:.0f}", *options], law)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
