"""How do the pages look?

`python -m tests.pages.shots` opens the site of the tests, goes through `VISITS` and writes a picture of each whole page at every
width to `shots/`. It says what the browser complained of, and what axe found; it ends with 1 where there was anything.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from tests.pages.browsing import WIDTHS, PageAt, open_browser, opening, settled
from tests.pages.site import open_site, played
from tests.pages.visits import VISITS, Visit
from tests.postgres_fixture import temporary_server

FOLDER: Final = Path("shots")


@click.command(help="Pictures of the pages, in the folder shots.")
@click.option("--only", multiple=True, help="Pages whose name begins so; all where it is not given.")
@click.option(
    "--width", "widths", type=int, multiple=True, help=f"{'、'.join(map(str, WIDTHS))}; all where it is not given."
)
@click.option("--path", "paths", multiple=True, help="A path beside the table of visits, as nobody in particular.")
@click.option("--role", help="Looks at --path in this role.")
@click.option("--large", is_flag=True, help="With large letters.")
@click.option("--plain", is_flag=True, help="Without scripts.")
def main(  # noqa: PLR0913 - one for each option
    only: tuple[str, ...],
    widths: tuple[int, ...],
    paths: tuple[str, ...],
    role: str | None,
    *,
    large: bool,
    plain: bool,
) -> None:
    """Take the pictures that were asked for."""
    also = [Visit(name=path.strip("/").replace("/", "-") or "home", route=path, role=role) for path in paths]
    chosen = also or [visit for visit in VISITS if not only or visit.name.startswith(only)]
    if not chosen:
        raise click.ClickException(f"no such page; there are: {', '.join(visit.name for visit in VISITS)}")
    FOLDER.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="minsheng-shots-"))
    troubles = 0
    try:
        with (
            temporary_server(durable=False) as server,
            open_site(server, played(server, home)) as site,
            open_browser() as browser,
        ):
            for visit in chosen:
                for width in widths or WIDTHS:
                    with opening(browser, site) as (page_at, views):
                        said = [*_taken(page_at, visit, width, large=large, plain=plain)]
                        said += [fault for faults in settled(views).values() for fault in faults]
                    troubles += len(said)
                    for each in said:
                        click.echo(f"  {each}")
    finally:
        shutil.rmtree(home)
    sys.exit(bool(troubles))


def _taken(page_at: PageAt, visit: Visit, width: int, *, large: bool, plain: bool) -> list[str]:
    """Take one picture; answers what is wrong with the page."""
    look = page_at(
        width, visit.role, javascript=not plain, large=large, congress=visit.congress, unit=visit.unit
    )  # fmt: skip
    marks = ("-large" if large else "") + ("-plain" if plain else "")
    file = FOLDER / f"{visit.name}-{width}{marks}.png"
    click.echo(file)
    try:
        look.go(visit.path, visit.status)
        look.shot(file)
        look.no_sideways()
        return [] if plain else look.axe()
    except AssertionError as wrong:
        return [str(wrong)]


if __name__ == "__main__":
    main()
