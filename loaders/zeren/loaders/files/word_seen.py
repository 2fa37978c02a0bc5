"""What Word shows of what it could show: forms for programs that know them, prompts, white words, widths."""

from __future__ import annotations

from zeren.loaders.files.numbering import Element, W, is_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"


def alternative(forms: Element) -> Element | None:
    """Of several forms of the same the one that Word shows: the first whose names it knows."""
    for choice in forms.iterchildren(MC + "Choice"):
        names = [choice.nsmap.get(prefix, "") or "" for prefix in choice.get("Requires", "").split()]
        if all(name.startswith(_KNOWN) for name in names):
            return choice
    return forms.find(MC + "Fallback")


_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")
PROMPT = "a prompt of a form, in which nothing was filled in"


def is_prompt(control: Element) -> bool:
    """Does a content control show what to fill in, and nothing that was?"""
    shows = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shows is not None and is_on(shows)


def is_on_white(run: Element) -> bool:
    """Is nothing under a run that may be of another colour?"""
    for holder in (run, *run.iterancestors()):
        if holder.tag in (W + "tbl", W + "txbxContent"):
            return False
        properties = holder.find(W + ("rPr" if holder.tag == W + "r" else "pPr"))
        if properties is not None and any(properties.find(W + n) is not None for n in ("shd", "highlight", "pStyle")):
            return False
        if holder.tag == W + "document" and holder.find(W + "background") is not None:
            return False
    return True


def width_of(image: Element) -> int:
    """The width of a picture of an older program, in the units of drawings."""
    for holder in image.iterancestors(V + "shape", V + "rect"):
        for part in holder.get("style", "").split(";"):
            name, _, size = part.partition(":")
            if name.strip() == "width":
                number = size.strip().rstrip("ptincm")
                unit = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000}.get(size.strip()[-2:], 9_525)
                return int(float(number) * unit) if number.replace(".", "", 1).isdigit() else 0
    return 0
