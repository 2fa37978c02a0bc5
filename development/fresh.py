"""Both commands of the README on a new Debian: ``python3 dev.py fresh``, before a release.

A minimal Debian is made in a folder, what README names is installed, and nothing else. The checkout in it is the last
commit of this one. How this machine reaches package registries (certificates, proxies, mirrors) is handed over, for a
new machine would have its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from development.terminal import ROOT, StopError, say

SUITES = ("bookworm", "trixie")
"""Debian 12 and 13."""
USER = "reader"
_NAMED = re.compile(r"`sudo apt-get install ([^`]+)`")
_HANDED = re.compile(r"PIP_\w+|npm_config_\w+|\w*_proxy|\w*_PROXY|\w*_CA_\w+|SSL_CERT_\w+|MAVEN_\w+|CI")
_CERTIFICATES = Path("/usr/local/share/ca-certificates")
_INCOMPLETE = re.compile(r"\d+ (?:skipped|failed|errors?)\b")
_WORDS_KEPT = 20_000


@dataclass(frozen=True)
class Done:
    """What a command did to the machine."""

    what: str
    seconds: float
    megabytes: float
    """By how much the machine grew."""
    problem: str | None = None


def fresh(suite: str, as_user: bool, commands: list[str], folder: Path | None = None) -> int:
    """Run the commands on a new Debian, tell times and sizes; 1 where one of them failed or left something out."""
    if os.name != "posix" or os.geteuid() or not shutil.which("debootstrap") or not shutil.which("unshare"):
        raise StopError("A new Debian is made by root, with debootstrap: apt-get install debootstrap, then run this.")
    place = Path(tempfile.mkdtemp(prefix=f"zeren-{suite}-", dir=folder))
    try:
        done = list(_run_all(place / "root", suite, as_user, commands))
    finally:
        subprocess.run(["rm", "-rf", "--one-file-system", str(place)], check=False)
    say(f"\n== Debian {suite}, as {USER if as_user else 'root'}")
    for each in done:
        say(f"{each.what:<40} {each.seconds:7.0f} s {each.megabytes:7.0f} MB   {each.problem or 'done'}")
    return int(any(each.problem for each in done))


def _run_all(root: Path, suite: str, as_user: bool, commands: list[str]) -> Iterator[Done]:
    started = time.monotonic()
    _must(["debootstrap", "--variant=minbase", suite, str(root)])
    size = _size(root)
    yield Done(f"debootstrap --variant=minbase {suite}", time.monotonic() - started, size)
    _hand_over(root)
    _inside(root, "apt-get -qq update", echo=False)
    named = named_packages()
    code, said, seconds = _inside(root, f"apt-get -qq install --yes --no-install-recommends {named}", echo=False)
    if code:
        raise StopError(f"{named} could not be installed in {suite}: {said.strip()[-500:]}")
    _inside(root, "update-ca-certificates", echo=False)
    size, before = _size(root), size
    yield Done(named, seconds, size - before)
    if as_user:
        _inside(root, f"useradd --create-home {USER}", echo=False)
    home = f"/home/{USER}" if as_user else "/root"
    _hand_over_home(root / home[1:])
    _must(["git", "clone", "--quiet", "--no-local", str(ROOT), str(root / home[1:] / "zeren")])
    if as_user:
        _inside(root, f"chown --recursive {USER}: {home}", echo=False)
    for command in commands:
        say(f"\n== {suite}: {command}")
        code, said, seconds = _inside(root, f"cd {home}/zeren && {command}", user=USER if as_user else None, home=home)
        last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
        left_out = None if as_user else _INCOMPLETE.search(last)
        size, before = _size(root), size
        yield Done(command, seconds, size - before, f"exit {code}" if code else left_out and left_out[0])
        if code:
            return


def named_packages() -> str:
    """What README tells a Debian to install."""
    (named,) = _NAMED.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return str(named)


def _must(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StopError(f"{' '.join(command)} failed: {(done.stderr or done.stdout).strip()[-500:]}")


def _inside(
    root: Path, command: str, echo: bool = True, user: str | None = None, home: str = "/root"
) -> tuple[int, str, float]:
    """Run a command in the new Debian, in mounts of its own that end with it: exit code, last words, seconds."""
    shared = ROOT.parent / "shared"
    mounts = [f"mount -t proc proc {root}/proc", f"mount --rbind /dev {root}/dev", f"mount --rbind /sys {root}/sys"]
    if shared.is_dir() and user is None:
        # The annotated documents, which the tests look for beside the checkout.
        beside = f"{root}/root/shared"
        mounts += [f"mkdir -p {beside}", f"mount --rbind {shared} {beside}"]
    who = f"--userspec={user} " if user else ""
    script = " && ".join([*mounts, f"exec chroot {who}{root} sh -c '{command}'"])
    environment = {name: value for name, value in os.environ.items() if _HANDED.fullmatch(name)}
    environment |= {"HOME": home, "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    environment |= {"DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8"}
    started = time.monotonic()
    said = ""
    with subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "sh", "-c", script],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            said = (said + line)[-_WORDS_KEPT:]
            if echo:
                say(line.rstrip())
    return running.returncode, said, time.monotonic() - started


def _hand_over(root: Path) -> None:
    """How this machine reaches registries: its certificates, and what it told apt and pip."""
    for file in Path("/etc/apt/apt.conf.d").glob("*"):
        if "Acquire::" in file.read_text(encoding="utf-8", errors="replace"):
            shutil.copy(file, root / "etc/apt/apt.conf.d")
    for certificate in _CERTIFICATES.rglob("*.crt"):
        (root / _CERTIFICATES.relative_to("/")).mkdir(parents=True, exist_ok=True)
        shutil.copy(certificate, root / _CERTIFICATES.relative_to("/"))
    for name in ("etc/resolv.conf", "etc/hosts", "etc/pip.conf"):
        if Path("/", name).is_file():
            shutil.copy(Path("/", name), root / name)


def _hand_over_home(home: Path) -> None:
    for name in (".config/pip/pip.conf", ".pip/pip.conf", ".npmrc", ".m2/settings.xml"):
        if (Path.home() / name).is_file():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path.home() / name, home / name)


def _size(root: Path) -> float:
    """Megabytes on disk."""
    said = subprocess.run(["du", "-sxm", str(root)], capture_output=True, text=True, check=False)
    return float(said.stdout.split()[0])
