"""Turn a folder of drafts into annotation files: ``python -m corpus.compile_drafts DRAFTS FOLDER [LABELS]``.

``LABELS`` is a TOML file of one's own domains and statuses (`corpus.own_labels`).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.annotated import check_annotated
from corpus.drafts import read_draft
from corpus.errors import AccordantError
from corpus.labels import STANDARD, LabelSet
from corpus.own_labels import read_own_labels


def compile_drafts(drafts: Path, folder: Path, labels: LabelSet = STANDARD) -> tuple[int, list[str]]:
    """Write one annotation file a draft, named after its title; return how many, and what was wrong with the others."""
    folder.mkdir(parents=True, exist_ok=True)
    problems: list[str] = []
    written = 0
    for path in sorted(drafts.glob("*.txt")):
        try:
            content = read_draft(path.stem, path.read_text(encoding="utf-8"))
            content["doc"] = name_of(content.get("title", path.stem))
            check_annotated(path.name, content, labels)
        except AccordantError as error:
            problems.append(str(error))
            continue
        (folder / f"{content['doc']}.json").write_text(render(content), encoding="utf-8")
        written += 1
    return written, problems


def name_of(title: str) -> str:
    """A file name made of the words of a title."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower().replace("’", "").replace("'", "")))[:60].strip("-")


def render(content: Mapping[str, Any]) -> str:
    """An annotation file as JSON with a line for each field and each claim, so that changes are readable."""
    lines = [
        f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},"
        for name, value in content.items()
        if name != "claims"
    ]
    claims = ",\n".join("  " + json.dumps(claim, ensure_ascii=False) for claim in content["claims"])
    return "\n".join(["{", *lines, ' "claims": [' + (f"\n{claims}\n " if claims else "") + "]", "}"]) + "\n"


def main() -> int:
    """Compile the drafts that the command line names; the exit status is 1 when one could not be read."""
    drafts, folder, *own = map(Path, sys.argv[1:4])
    try:
        labels = read_own_labels(own[0]) if own else STANDARD
    except AccordantError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    written, problems = compile_drafts(drafts, folder, labels)
    sys.stderr.write("".join(f"{problem}\n" for problem in problems) + f"{written} written\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
