"""Guards over the whole repository: its layout, its imports, its packaging, and what its README promises."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from zeren.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("loaders", "graph", "queries", "views", "cli")
SCRIPTS = Path(sys.executable).parent
EXE = ".exe" if os.name == "nt" else ""

ENGINES = {"arcadedb_embedded", "jpype", "neo4j"}
MAY_IMPORT = {
    # The last column of the rooms' table in docs/architecture.md, finer than the layers of import-linter.
    "zeren.loaders": ("zeren.loaders",),
    "zeren.graph": (
        "zeren.graph",
        "zeren.loaders.records",
        "zeren.loaders.reasons",
        "zeren.loaders.names",
        "zeren.loaders.text.glyphs",
        "zeren.loaders.errors",
        "zeren.loaders.ordinary",
        "zeren.loaders.collector",
        "zeren.loaders.parallel",
    ),
    "zeren.queries": ("zeren.queries", "zeren.graph", "zeren.loaders.errors", "zeren.loaders.ordinary"),
    "zeren.views": ("zeren.views", "zeren.queries", "zeren.graph", "zeren.loaders.names", "zeren.loaders.errors"),
    "zeren.cli": ("zeren",),
}


def sources() -> list[tuple[str, Path]]:
    """Each module of ours: its import name and its file."""
    found = [
        (".".join(path.relative_to(ROOT / room).with_suffix("").parts), path)
        for room in ROOMS
        for path in sorted((ROOT / room / "zeren").rglob("*.py"))
    ]
    assert {name.split(".")[1] for name, _ in found} == set(ROOMS)
    return found


def imports(path: Path) -> Iterator[str]:
    """All modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room it reaches"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# --- layout and imports


def test_no_init_hides_the_other_rooms() -> None:
    namespaces = [path for room in ROOMS for path in (ROOT / room).glob("*/") if path.is_dir()]
    found = {path.relative_to(ROOT).as_posix() for path in namespaces if path.name != "__pycache__"}
    assert found == {f"{room}/zeren" for room in ROOMS} | {"views/page"}  # what the page's script is made of
    assert not [path for path in namespaces if (path / "__init__.py").exists()]


def test_rooms_import_in_one_direction() -> None:
    wrong = [
        f"{name} imports {imported}"
        for name, path in sources()
        for imported in imports(path)
        if within(imported, ["zeren"]) and not within(imported, MAY_IMPORT[".".join(name.split(".")[:2])])
    ]
    assert wrong == []


def test_import_linter_keeps_the_layers() -> None:
    done = subprocess.run([SCRIPTS / f"lint-imports{EXE}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


def test_engines_are_imported_by_their_adapters_only() -> None:
    users = {name for name, path in sources() for used in imports(path) if used.split(".")[0] in ENGINES}
    assert users, "the adapters were not found"
    assert {name for name in users if not within(name, ["zeren.graph.stores"])} == set()


def test_public_functions_have_docstrings_in_every_module() -> None:
    bare = [name for name, path in sources() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert bare == []


# --- nothing of the real documents in the rules


# Words of the subject, which the annotations hold too: any notice may say them.
ANYBODYS = {"各位副市长", "示范区", "高新区", "各县（市、区）政府"}
CITIES = {"焦作", "平顶山", "广州"}


def gold_names(shared: Path) -> set[str]:
    """People, bodies and places that were annotated by hand, and the cities and short county names."""
    names = set(CITIES)
    keys = ("leaders", "counties", "zones", "lead_units", "support_units", "responsible_units", "units")
    for path in (shared / "gold").glob("*.json"):
        for record in json.loads(path.read_text(encoding="utf-8")):
            for key in keys:
                names.update(record.get(key, ()))
            names.update(name[:-1] for name in record.get("counties", ()) if len(name) > 2)
    return names - ANYBODYS - {"示范"}


def constants(path: Path) -> Iterator[str]:
    """The strings of a module that are not documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node.value


def test_no_rule_names_a_person_body_or_place_of_the_real_documents(shared: Path) -> None:
    names = gold_names(shared)
    assert len(names) > 100
    named = [
        f"{module}: {name}" for module, path in sources() for text in constants(path) for name in names if name in text
    ]
    assert named == []


# --- dependencies


def requirements() -> set[str]:
    project = pyproject()
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists.append(project["dependency-groups"]["dev"])
    lines = [line for each in lists for line in each]
    return {canonical(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in lines}


def test_every_dependency_is_pinned_and_no_address_is_named() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in pins)
    assert requirements() - {line.split("==")[0] for line in pins} == set()
    assert "://" not in text


def test_what_only_fuzzing_needs_is_pinned_where_it_is_declared() -> None:
    pinned = requirements()
    lines = pyproject()["dependency-groups"]["fuzz"]
    assert lines
    assert [
        s for s in lines if "==" not in s and canonical(re.split(r"[\s<>=!~;\[]", s, maxsplit=1)[0]) not in pinned
    ] == []


def test_installed_packages_are_the_pinned_ones() -> None:
    frozen = subprocess.run(
        [sys.executable, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True, check=True
    )
    installed = {canonical(each["name"]): each["version"] for each in json.loads(frozen.stdout)}
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    assert {name: installed.get(name) for name in requirements()} == {n: pins[n] for n in requirements()}


# --- README


def test_readme_holds_the_two_commands_and_ci_runs_the_second() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    alone = [block.strip() for block in blocks if block.count("\n") == 1]
    assert alone[:2] == ["python3 dev.py demo", "python3 dev.py test"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [line for line in ci.splitlines() if not line.startswith("#")][-1] == alone[1]


def test_files_that_pages_point_at_exist() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_dev_speaks_to_an_old_python() -> None:
    # It must get as far as its own version check, so nothing newer than Python 3.7 may stand in it.
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_generated_pages_are_fresh() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


# --- the command, outside the checkout


def modules_of(program: str) -> set[str]:
    """What a Python program has imported when it ends."""
    code = f"import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{program}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_help_imports_little_more_than_an_empty_program(record_property: Any) -> None:
    """Counted, not timed: what makes a command slow to answer is what it imports."""
    ours = modules_of("from zeren.cli.main import main\nsys.exit(main(['--help']))")
    theirs = modules_of("import click\n@click.command()\ndef main(): ...\nmain(['--help'])")
    record_property("zeren --help imports", f"{len(ours)} modules, an empty click program {len(theirs)}")
    more = ours - theirs
    # The commands, what all of them share, and Python's own: no room but the command line's, and no package.
    shared = {
        "zeren.cli.main",
        "zeren.cli.options",
        "zeren.cli.ending",
        "zeren.loaders.errors",
        "zeren.loaders.ordinary",
    }
    assert {name for name in more if name.count(".") > 1 and name.startswith("zeren.")} <= {*COMMANDS.values(), *shared}
    assert {name.partition(".")[0] for name in more} <= {*sys.stdlib_module_names, "zeren"}
    assert len(ours) < 1.5 * len(theirs)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a clean environment outside the checkout, made by hand as docs/install.md says."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}

    kind = "bat" if os.name == "nt" else "sh"
    block = re.findall(rf"^```{kind}\n(.*?)^```", (ROOT / "docs" / "install.md").read_text("utf-8"), re.M | re.S)[0]
    # Whichever Python the page calls is the one of these tests.
    environment["PATH"] = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    checkout = folder / "checkout"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "demo")
    shutil.copytree(ROOT, checkout, ignore=left_out)
    for line in block.splitlines():
        done = subprocess.run(
            line, cwd=checkout, env=environment, shell=True, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return checkout / ".venv" / SCRIPTS.name


def outside(scripts: Path, folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "ZEREN_DB"}}
    done = subprocess.run(
        [scripts / f"zeren{EXE}", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_lists_its_queries(installed: Path, tmp_path: Path) -> None:
    listed = json.loads(outside(installed, tmp_path, "queries", "list", "--format", "json"))
    files = {path.stem for path in (ROOT / "queries").rglob("*.cypher")}
    assert len(files) >= 10
    assert {row["name"] for row in listed} == files


def test_the_wheel_knows_its_version(installed: Path, tmp_path: Path) -> None:
    assert outside(installed, tmp_path, "--version").strip() == f"zeren {pyproject()['project']['version']}"


def test_the_wheel_runs_the_demo(installed: Path, tmp_path: Path) -> None:
    outside(installed, tmp_path, "demo", "result")
    made = {path.suffix for path in (tmp_path / "result").rglob("*") if path.is_file()}
    assert {".html", ".xlsx"} <= made


def test_the_wheel_holds_every_data_file(installed: Path) -> None:
    (site,) = [
        *(installed.parent / "lib").glob("python*/site-packages/zeren"),
        *(installed.parent / "Lib").glob("site-packages/zeren"),
    ]
    ours = {
        path.relative_to(ROOT / room / "zeren").as_posix()
        for room in ROOMS
        for path in (ROOT / room / "zeren").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {path.relative_to(site).as_posix() for path in site.rglob("*") if "__pycache__" not in path.parts}
    assert ours - shipped == set()
