"""Where do the golden bytes of every event lie, and how are those of a new event written, once and never over?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from domain.canonical import canonical_bytes, to_json
from tests.examples import EXAMPLES, Example

if TYPE_CHECKING:
    from domain.events import Envelope, Event

FOLDER = Path(__file__).parent / "golden"


def golden_files() -> dict[Path, Example]:
    """Every example by the place of its golden: `voting/RoundOpened.json`, a second one `voting/RoundOpened.2.json`."""
    return {
        place(topic, number): example
        for topic, examples in EXAMPLES.items()
        for number, example in enumerate(examples, 1)
    }


def place(topic: str, number: int = 1) -> Path:
    """The file of one golden; a topic's colon is a folder, because not every file system has colons."""
    part, name = topic.split(":")
    return FOLDER / part / (f"{name}.json" if number == 1 else f"{name}.{number}.json")


def stored(envelope: Envelope, event: Event) -> bytes:
    """The bytes as the log stores and hashes them."""
    return canonical_bytes({"envelope": to_json(envelope), "event": to_json(event)})


def write_once(path: Path, content: bytes) -> None:
    """Write a golden that is not there yet; raises `FileExistsError` where one is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def main() -> None:
    """Write every golden that is missing and name it."""
    for path, (envelope, event) in golden_files().items():
        if not path.exists():
            write_once(path, stored(envelope, event))
            print(path.relative_to(FOLDER))  # noqa: T201 - said to whoever runs it by hand


if __name__ == "__main__":
    main()
