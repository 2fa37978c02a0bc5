"""What a page is made of: templates, our scripts and styles, vis-network out of pyvis, hashes that let each run."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zeren.graph.schema import NODE_TYPES, RESPONSIBILITIES, edge_type
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from jinja2 import Template

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"

STYLES = ("base.css", "tasks.css", "matrix.css", "focus.css", "panel.css", "views.css", "print.css")
SCRIPT = "page.js"
"""Made of the modules in ``views/page/src``, by ``node views/page/build.mjs``."""

MARKS = ("over", "lead", "support", "named")
"""What styles call the edge types of responsibility, in the schema's order; ``MARKS`` of model.js is the same."""


def template(name: str) -> Template:
    """A template of this package: it escapes what it is given, and stops at a word it was not given."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("zeren.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def style() -> str:
    """All styles as one sheet, with the schema's colours of the edges of responsibility, lighter on dark ground."""
    colors = {mark: edge_type(role).color for mark, role in zip(MARKS, RESPONSIBILITIES, strict=True)}

    def declared(where: str, lighter: float) -> str:
        return f"{where} {{ {' '.join(f'--{mark}: {_lighter(color, lighter)};' for mark, color in colors.items())} }}"

    return "\n".join([declared(":root", 0), declared('[data-theme="dark"]', 0.55), *(_own(name) for name in STYLES)])


def _lighter(color: str, part: float) -> str:
    """A colour on its way to white."""
    if not part:
        return color
    values = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(value + (255 - value) * part):02x}" for value in values)


def script() -> str:
    """All our modules as one closed function: nothing of them is global."""
    return _own(SCRIPT)


def schema_words() -> dict[str, Any]:
    """What the page calls labels and edges of responsibility, in both languages."""
    words = {n.label.lower(): [n.names[0], n.names[1].capitalize()] for n in NODE_TYPES}
    for place, role in enumerate(RESPONSIBILITIES):
        chinese, english = edge_type(role).names
        words[role] = [chinese, english.capitalize()]
        words[f"short{place}"] = [chinese, english]
    return {"roles": list(RESPONSIBILITIES), "words": words}


def vis() -> str:
    """vis-network as pyvis ships it, without the reference to its source map.

    Line ends are those that an HTML parser makes of them, since the hash is taken of what it reads. Raises
    ZerenError where the installed pyvis holds another build.
    """
    place = files("pyvis").joinpath(*_VIS.split("/"))
    if not place.is_file():
        raise ZerenError(f"pyvis has no {_VIS}: install pyvis 0.3.2, or the version that zeren names")
    source = place.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    source = re.sub(r"\n//# sourceMappingURL=\S*", "", source)
    if re.search(r"</script|<!--", source, re.IGNORECASE):
        raise ZerenError("the vis-network build of the installed pyvis cannot be put into a page: install pyvis 0.3.2")
    return source


def csp_hash(source: str) -> str:
    """The hash by which a Content-Security-Policy allows one inline block."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def sheet(name: str) -> str:
    """One of our styles."""
    return _own(name)


def _own(name: str) -> str:
    place = files("zeren.views") / "templates" / name
    return place.read_bytes().decode("utf-8").replace("\r\n", "\n")
