"""The reader over folders of documents that nobody annotated: sums, and what stands out, with examples to look at.

    python benchmarks/breadth.py DIR … [--examples FOLDER] [--sample 1500] [--seed 1] [--limit 60]

Sums tell what a change does to thousands of documents; examples (document, line, words, a table for each kind) are
where to look. A *certain* body is one that the reader's names know by more than how it ends. A *listed* name is a
certain body in a place where statements stand, whatever the words beside it: two or more in one bracket, or behind a
colon. Listed names that no task holds as often as they are listed, and of which no entry of the report tells, are
*silent*. Neither is a measure of right and wrong (a list of members is listed, too): that is what ``gold.py`` is for.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import msgspec
from many import LIMIT, Result, Text, read_each, texts_in

from zeren.loaders import Reading, TaskRecord
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.text.numbers import number_value

ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")
PLACE = re.compile(
    r"[（(〔【\[［〈]([^（）()〔〕【】\[\]［］〈〉]*(?:[（(〈][^（）()〈〉]{1,12}[）)〉][^（）()〔〕【】\[\]［］〈〉]*)*)[）)〕】\]］〉]"
    r"|[:：]([^:：。；;\n]+)"
)
"""Where statements stand: a bracket, with short notes within it, or what follows a colon."""
BETWEEN = re.compile(r"(?:[、，,；;。.\s:：]|[及和与](?=[^、，,；;。.\s]{2}))(?![^（(〈]*[）)〉])")
OWN_WORDS = re.compile(r": [^:]*[一-鿿].*", re.S)
"""The document's words in a reason, which make each reason another."""
SHORT = 60
SUFFIXES = (".txt", ".md", ".html", ".htm")


@dataclass
class Found:
    """What one document, or all of them, gave."""

    sums: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    uncertain: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def example(self, kind: str, line: int | str, *words: str) -> None:
        """One place to look at."""
        self.examples.setdefault(kind, []).append((str(line), *(_plain(w) for w in words)))

    def add(self, name: str, other: Found) -> None:
        """Count a document in."""
        self.sums.update(other.sums)
        self.reasons.update(other.reasons)
        self.rules.update(other.rules)
        self.uncertain.update(other.uncertain)
        for kind, rows in other.examples.items():
            self.examples.setdefault(kind, []).extend((name, *row) for row in rows)


def _plain(words: str) -> str:
    return re.sub(r"[\t\n\r]+", " ⏎ ", words.strip())


def certain(name: str) -> bool:
    """A body by more than its end."""
    return is_unit(name) and is_certain(name)


def listed_in(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Places that list two certain bodies or more: the line and the names."""
    found = []
    for match in PLACE.finditer(text):
        words = match[1] or match[2] or ""
        if not 5 <= len(words) <= 600 or (match[2] and text[match.end() : match.end() + 1] in ":："):
            continue  # too short for two, or the addressees of a notice
        pieces = (re.sub(r"\s", "", piece) for piece in BETWEEN.split(words))
        names = tuple(piece for piece in pieces if 2 <= len(piece) <= 40 and certain(piece))
        if len(names) > 1:
            found.append((text.count("\n", 0, match.start()) + 1, names))
    return found


def text_of(path: Path) -> str | None:
    """The words of a plain file or a page, roughly; None for other kinds."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    text = path.read_text("utf-8", errors="replace")
    if path.suffix.lower().startswith(".htm"):
        text = html.unescape(re.sub(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", "", text, flags=re.S | re.I))
    return text


def look(path: Path, reading: Reading) -> Found:
    """What one document gives."""
    found = Found()
    records = reading.records
    found.sums["documents"] += 1
    found.sums["tasks"] += len(records)
    found.sums["statements"] += sum(bool(record.statement) for record in records)
    for record in records:
        _names(found, record)
    _left_out(found, records)
    told = _report(found, reading)
    _lists(found, path, reading, told)
    return found


def _names(found: Found, record: TaskRecord) -> None:
    for role in ROLES:
        for mention in getattr(record, role):
            found.sums["leaders" if role == "leaders" else "names"] += 1
            found.rules[mention.rule] += 1
            source = re.sub(r"\s", "", mention.source)
            if role == "leaders" or source.isascii() or certain(source) or certain(mention.name):
                continue
            found.sums["names that are no certain body"] += 1
            found.uncertain[mention.name] += 1
            found.example("uncertain", mention.line, mention.source, role, mention.rule, record.statement[-200:])
    if record.statement:
        read = " ".join(f"{role}={'/'.join(m.source for m in getattr(record, role))}" for role in ROLES)
        found.example("statements", record.line, record.number, record.text[:SHORT], record.statement, read)


def _left_out(found: Found, records: tuple[TaskRecord, ...]) -> None:
    """Between two tasks with names, under the same heading: tasks without any, and numbers that no task has."""
    named = [i for i, record in enumerate(records) if any(getattr(record, role) for role in ROLES)]
    for before, after in pairwise(named):
        one, other = records[before], records[after]
        if one.document != other.document or one.path != other.path:
            continue
        for record in records[before + 1 : after]:
            found.sums["tasks without names between tasks with"] += 1
            found.example("without-names", record.line, record.number, record.text[:SHORT], record.text[-120:])
        first, last = (number_value(re.sub(r"-\d+$|[（）()]", "", record.number)) for record in (one, other))
        if 0 < first < last - 1 and last - first < 30 and after == before + 1:
            found.sums["numbers left out between tasks"] += last - first - 1
            found.example("numbers-left-out", one.line, f"{one.number} … {other.number}", one.text[:SHORT])


def _report(found: Found, reading: Reading) -> str:
    """Count the report's entries, whatever lists it has; gives all words of those that tell of a loss."""
    told = []
    for what, entries in msgspec.to_builtins(reading.report).items():
        if not isinstance(entries, (list, tuple)):
            continue
        for entry in entries:
            row = entry if isinstance(entry, dict) else {"words": str(entry)}
            kind = str(row.get("kind") or ("prose" if row.get("prose") else what))
            found.sums[f"report: {kind}"] += 1
            reason = OWN_WORDS.sub("", str(row.get("reason") or "-"))
            found.reasons[reason if reason.startswith(kind) else f"{kind}: {reason}"] += 1
            found.example(f"report-{kind}", row.get("line", ""), str(row.get("words", "")), str(row.get("reason", "")))
            if kind != "prose":
                told.append(re.sub(r"\s", "", str(row.get("words", ""))))
    return "\n".join(told)


def _lists(found: Found, path: Path, reading: Reading, told: str) -> None:
    """Names in places where statements stand, against those of the tasks and of the report."""
    text = text_of(path)
    if text is None:
        return
    listed = listed_in(text)
    if listed and not reading.records:
        found.sums["documents without a task that list bodies"] += 1
        line, names = listed[0]
        found.example("no-task", line, str(len(listed)), "、".join(names)[:200])
    wanted = Counter(name for _, names in listed for name in names)
    read = [re.sub(r"\s", "", m.source) for record in reading.records for role in ROLES for m in getattr(record, role)]
    found.sums["listed names"] += wanted.total()
    for name, count in wanted.items():
        gone = count - sum(name in source for source in read) if read else count
        gone -= told.count(name)
        if gone > 0:
            found.sums["listed names that are silent"] += gone
            lines = [line for line, names in listed if name in names]
            found.example(
                "silent", lines[-1], name, str(gone), "、".join(next(n for _, n in listed if name in n))[:200]
            )


def show(total: Found, results: list[Result[Found]], seconds: float) -> None:
    """Print the sums."""
    failed = Counter(re.sub(r"^.*?: |\d+", "", r.error) if r.error else "" for r in results)
    del failed[""]
    names = total.sums["names"]
    print(f"{len(results)} files in {seconds:.0f} s, {failed.total()} not read")
    for what, count in sorted(total.sums.items(), key=lambda item: (":" in item[0], item[0])):
        share = f"{100 * count / names:6.2f} % of names" if what.endswith("certain body") and names else ""
        print(f"{count:9}  {what}  {share}".rstrip())
    slow = sorted(results, key=lambda r: -r.seconds)[:5]
    _most("files that were not read", failed)
    _most("report, by kind and reason", total.reasons)
    _most("names that are no certain body", total.uncertain, 40)
    _most("rules", total.rules)
    print("\nslowest files\n" + "\n".join(f"{r.seconds:8.1f} s  {r.text.name}" for r in slow))


def _most(title: str, counts: Counter[str], most: int = 25) -> None:
    if counts:
        print(f"\n{title} ({len(counts)})")
        print("\n".join(f"{count:9}  {words[:100]}" for words, count in counts.most_common(most)))


def write(folder: Path, examples: dict[str, list[tuple[str, ...]]], most: int, seed: int) -> None:
    """A table of each kind of example: all of them in order, or a sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in sorted(examples.items()):
        chance = random.Random(f"{seed}{kind}")  # noqa: S311  a sample to look at, not a secret
        chosen = rows if len(rows) <= most else [rows[i] for i in sorted(chance.sample(range(len(rows)), most))]
        lines = ("\t".join(row) for row in chosen)
        (folder / f"{kind}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"\nexamples ({', '.join(sorted(examples))}): {folder}")


def sampled(texts: list[Text], size: int | None, seed: int) -> list[Text]:
    """So many of them, the same for the same seed, in order."""
    if size is None or size >= len(texts):
        return texts
    chance = random.Random(seed)  # noqa: S311  a sample, not a secret
    return [texts[i] for i in sorted(chance.sample(range(len(texts)), size))]


def main(arguments: list[str] | None = None) -> None:
    """Print the sums and write the examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of documents")
    parser.add_argument("--examples", type=Path, help="a folder for the examples, outside the tree")
    parser.add_argument("--most", type=int, default=1000, help="examples of a kind (default 1000)")
    parser.add_argument("--sample", type=int, help="read only so many documents, drawn by chance")
    parser.add_argument("--seed", type=int, default=1, help="of that chance (default 1)")
    parser.add_argument("--limit", type=float, default=LIMIT, help=f"seconds for one document (default {LIMIT:.0f})")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default 2)")
    asked = parser.parse_args(arguments)
    texts = sampled(texts_in(asked.folders), asked.sample, asked.seed)
    began = time.perf_counter()
    total, results = summed(read_each(texts, look, workers=asked.workers, limit=asked.limit))
    show(total, results, time.perf_counter() - began)
    if asked.examples:
        write(asked.examples, total.examples, asked.most, asked.seed)


def summed(results: Iterable[Result[Found]]) -> tuple[Found, list[Result[Found]]]:
    """All documents together; of each only its time and its error are kept."""
    total, kept = Found(), []
    for result in results:
        for value in result.values:
            total.add(result.text.name, value)
        if result.error:
            total.example("not-read", result.error)
            total.examples["not-read"][-1] = (result.text.name, *total.examples["not-read"][-1])
        kept.append(Result[Found](result.text, (), result.error, result.seconds))
    return total, kept


if __name__ == "__main__":
    main()
