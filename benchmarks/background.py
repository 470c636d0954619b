"""Claims found in news about other things, to be read and judged: ``python -m benchmarks.background TEXTS [MODEL]``.

``TEXTS`` holds `wikinews/*.csv` (vanatteveldt/wikinews, CC BY 2.5). A hundred of its articles that the corpus does not
annotate are drawn; each claim is printed with its sentence, and at the end the number of words read.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

from corpus.annotated import STANDOFF
from corpus.standoff import normalize, normalize_title, read_texts
from pipeline.api import load

ARTICLES, SEED = 100, 3
LONGEST = 1500
"""Words; longer articles are interviews of many pages."""


def main() -> int:
    """Print the claims."""
    used = {json.loads(path.read_text(encoding="utf-8"))["source"] for path in STANDOFF.glob("*.json")}
    if folder := os.environ.get("ACCORDANT_EVAL"):
        gold = (json.loads(path.read_text(encoding="utf-8")) for path in (Path(folder) / "dev").glob("*.json"))
        used |= {f"wikinews:{document.get('source')}" for document in gold}
    found = ((name, normalize_title(title), normalize(text)) for name, (title, text) in read_texts(Path(sys.argv[1])))
    articles = [
        one for one in found if one[0].startswith("wikinews:") and one[0] not in used and len(one[2].split()) <= LONGEST
    ]
    articles = random.Random(SEED).sample(articles, ARTICLES)  # noqa: S311 - a sample, not a secret
    nlp = load(sys.argv[2] if len(sys.argv) > 2 else "fast")  # noqa: PLR2004 - the second argument
    total = 0
    for name, title, text in articles:
        for claim in nlp({"id": name, "title": title, "text": text}):
            total += 1
            who = " ".join(claim.participants)
            sys.stdout.write(f"{who} {claim.status} {claim.confidence:.2f} | {title} | {claim.evidence.text}\n")
    words = sum(len(text.split()) for _, _, text in articles)
    rate = f"{1000 * total / words:.2f} per 1,000 words"
    sys.stdout.write(f"{total} claims in {words} words of {len(articles)} articles, {rate}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
