"""What the commands share: options, errors as one line and an exit status, progress that never mixes with output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeVar

import typer

from corpus.errors import AccordantError, UnreadableSourceError

if TYPE_CHECKING:
    from corpus.document import Document

UNREADABLE = UnreadableSourceError.exit_status

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .md .html .jsonl) or folders of them; - reads standard input.", metavar="SOURCE..."
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no progress.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name each document as it is read.")]

Actors = Annotated[
    Path | None,
    typer.Option("--actors", help="Your own actors, added to the table or overriding it: a CSV or .jsonl file."),
]
Programs = Annotated[
    Path | None,
    typer.Option("--programs", help="Your own programs, added to the table or overriding it: a CSV or .jsonl file."),
]

T = TypeVar("T")


class Console:
    """Messages to standard error: errors always, the rest unless quiet."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.failures = 0

    def error(self, error: AccordantError) -> None:
        """Report an error that does not stop the run."""
        self.failures += 1
        typer.echo(f"accordant: {error}", err=True)

    def note(self, message: str) -> None:
        """Say something unless quiet."""
        if not self.quiet:
            typer.echo(message, err=True)

    def detail(self, message: str) -> None:
        """Say something only when verbose."""
        if self.verbose:
            typer.echo(message, err=True)

    def progress(self, items: Iterable[T], what: str) -> Iterator[T]:
        """Pass items on, counting them on the terminal where standard error is one."""
        if self.quiet or self.verbose or not sys.stderr.isatty():
            yield from items
            return
        number = 0
        for number, item in enumerate(items, 1):
            yield item
            sys.stderr.write(f"\r{number} {what} ")
            sys.stderr.flush()
        if number:
            sys.stderr.write("\r\x1b[K")


def each_document(
    sources: list[str],
    console: Console,
    find: Callable[[Iterable[Document]], Iterable[tuple[Document, list[T]]]],
    what: str,
) -> Iterator[tuple[Document, list[T]]]:
    """Yield each readable document with what is found in it; what cannot be read is reported and passed over."""
    from corpus.readers import read_documents
    from pipeline.api import as_document

    for document, found in find(map(as_document, read_documents(sources, console.error))):
        console.detail(f"{document.source}: {len(found)} {what}")
        yield document, found


@contextmanager
def errors_to_exit_status() -> Iterator[None]:
    """Turn an error that the user can mend into one line on standard error and its exit status."""
    try:
        yield
    except AccordantError as error:
        typer.echo(f"accordant: {error}", err=True)
        raise typer.Exit(error.exit_status) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Open the output; a file appears under its name only when it is whole.

    Raises:
        UnreadableSourceError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UnreadableSourceError(
            str(path), f"cannot be written ({error.strerror})", "choose another file"
        ) from error
