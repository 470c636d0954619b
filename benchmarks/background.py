"""Claims found in news about other things, to be read and judged: ``python -m benchmarks.background TEXTS [MODEL]``.

``TEXTS`` holds `wikinews/*.csv` (vanatteveldt/wikinews, CC BY 2.5). The articles are those of the corpus's list of
texts that nothing is ever trained on; each claim is printed with its sentence, and at the end the number of words read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.standoff import held_back, normalize, normalize_title, read_texts
from pipeline.api import load


def main() -> int:
    """Print the claims."""
    kept = held_back()
    articles = [
        (name, normalize_title(title), normalize(text))
        for name, (title, text) in read_texts(Path(sys.argv[1]))
        if name in kept
    ]
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
