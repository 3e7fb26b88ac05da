"""Does the image hold what is named and locked and nothing else, and does the composition open nothing that should be shut?

The rules are those for which linters of images are used: exec forms, tags, no root, no cache, nothing copied wholesale.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # it has no types of its own
from psycopg.conninfo import conninfo_to_dict

from api.desk import ROLES
from api.http.table import ROUTES
from api.http.terms import HSTS
from api.postgres.encryption import plain_road, refuse_open_road
from api.settings import Settings
from domain.documents.decider import LARGEST_BYTES
from tests.deploy.reading import DEPLOY, SETTINGS, check_command, named_settings, stages

ROOT = DEPLOY.parent
STAGES = stages(DEPLOY / "Dockerfile")
FINAL = STAGES[-1]
COMPOSED: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "minsheng"}
# A plain name with a tag that is a version: no host of a registry, nothing that moves.
IMAGE = re.compile(r"[a-z]+:[0-9]+(\.[0-9]+)*-[a-z-]+")


def one(word: str) -> Any:
    """The only instruction with this word in the stage that is shipped."""
    (found,) = [each for each in FINAL if each.word == word]
    return found


def test_images_have_plain_names_and_tags_that_say_a_version() -> None:
    named = [stage[0].rest.split()[0] for stage in STAGES]
    named += [each["image"] for each in SERVICES.values() if "build" not in each]
    assert [name for name in named if not IMAGE.fullmatch(name)] == []
    assert len({stage[0].rest.split()[0] for stage in STAGES}) == 1, "what was built for one Python runs on that one"


def test_everything_installed_is_locked_by_its_hash() -> None:
    runs = [each.rest for stage in STAGES for each in stage if each.word == "RUN"]
    installs = re.findall(r"pip install [^&]*", " && ".join(runs))
    assert len(installs) == 2
    assert all("--no-deps" in each and "--no-cache-dir" in each for each in installs)
    assert [each for each in installs if "--require-hashes -r requirements.txt" not in each] == [installs[1]]
    assert "--no-build-isolation --editable ." in installs[1], "the checkout itself, built by what the lock names"
    assert not re.search(r"apt|curl|wget|https?:", " ".join(runs))


def test_the_image_that_is_shipped_builds_nothing_and_runs_no_root() -> None:
    words = [each.word for each in FINAL]
    assert re.fullmatch("[1-9][0-9]{3,}:[1-9][0-9]{3,}", one("USER").rest)
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert [each.rest for each in FINAL if each.word == "RUN" and "pip" in each.rest] == []
    assert "ADD" not in {each.word for stage in STAGES for each in stage}


def test_what_is_copied_is_named_and_there_and_nothing_else_is_let_in() -> None:
    copies = [each.rest for each in STAGES[0] if each.word == "COPY"]
    sources = {source for each in copies for source in each.split()[:-1]}
    assert [source for source in sources if not (ROOT / source).exists()] == []
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    lines = [line for line in ignored if line and not line.startswith("#")]
    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == sources
    assert not sources & {".", "tests", "deploy", ".git"}


def test_the_image_starts_a_verb_that_there_is_and_asks_a_door_that_there_is() -> None:
    assert one("ENTRYPOINT").listed == ["minsheng"]
    check_command(one("CMD").listed)
    asked = re.search(r"127\.0\.0\.1:(\d+)(/\w+)", one("HEALTHCHECK").rest)
    assert asked
    assert asked[2] in {route.path for route in ROUTES}
    assert asked[1] == one("EXPOSE").rest == str(Settings.model_fields["port"].default)
    assert re.search(r"CMD (\[.*\])$", one("HEALTHCHECK").rest), "without a shell"


def test_every_setting_that_is_used_exists() -> None:
    for name in ("Dockerfile", "compose.yaml", "Caddyfile"):
        assert named_settings((DEPLOY / name).read_text(encoding="utf-8")) <= SETTINGS, name


@pytest.mark.parametrize("name", OURS)
def test_a_part_runs_a_verb_that_there_is_and_can_do_nothing_else(name: str) -> None:
    part = OURS[name]
    check_command(part["command"])
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "pid", "network_mode", "devices"} & set(part)
    assert not part.get("user", "1").startswith("0")


def test_nothing_is_open_to_the_network_but_the_service_to_the_proxy_beside_it() -> None:
    ports = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}
    assert ports == {"service": ["127.0.0.1:8000:8000"]}
    assert COMPOSED["networks"]["inner"] == {"internal": True}
    assert {name for name, each in SERVICES.items() if each["networks"] != ["inner"]} == {"service"}


def test_the_signer_alone_has_its_key_and_its_memory_and_alone_publishes() -> None:
    holders: dict[str, set[str]] = {}
    writers: dict[str, set[str]] = {}
    for name, each in SERVICES.items():
        for mount in each.get("volumes", []):
            source, _, *mode = mount.split(":")
            holders.setdefault(source, set()).add(name)
            if mode != ["ro"]:
                writers.setdefault(source, set()).add(name)
    assert holders["signer-key"] == holders["signer-memory"] == writers["checkpoints"] == {"signer"}
    assert "signer-key" not in writers
    assert holders["person-key"] == {"service"}, "and no backup has it"
    assert holders["database"] == {"database"}
    assert {source for source in holders if not source.startswith(".")} == set(COMPOSED["volumes"])
    assert SERVICES["signer"]["user"] != one("USER").rest


def test_secrets_come_from_files_and_stand_in_no_environment() -> None:
    used = {secret for each in SERVICES.values() for secret in each.get("secrets", [])}
    assert used == set(COMPOSED["secrets"])
    assert all(each["file"].startswith("./secrets/") for each in COMPOSED["secrets"].values())
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert not re.search(r"PASSWORD: |://\w+:\w+@", text)
    held = {"migrate": "owner", "service": "service", "worker": "service", "backup": "backup", "signer": "signer"}
    for name, each in OURS.items():
        assert each.get("secrets", []) == ([f"{held[name]}-pgpass"] if name in held else []), name


def test_the_owner_builds_and_is_gone_and_nobody_else_signs_in_as_he() -> None:
    users = {name: conninfo_to_dict(address)["user"] for name, address in addresses().items()}
    assert users == {
        "migrate": "minsheng",
        "service": "fuwu",
        "worker": "fuwu",
        "backup": "beifen",
        "signer": "qianming",
    }
    assert SERVICES["database"]["environment"]["POSTGRES_USER"] == users.pop("migrate")
    assert SERVICES["migrate"]["restart"] == "no"
    others = {each.get("user", one("USER").rest) for name, each in OURS.items() if name != "migrate"}
    assert SERVICES["migrate"]["user"] not in others
    made = dict(
        re.findall(
            r"CREATE ROLE (\w+) LOGIN PASSWORD :'\w+' IN ROLE (\w+);",
            (DEPLOY / "accounts.sh").read_text(encoding="utf-8"),
        )
    )
    assert made == {"fuwu": ROLES.service, "beifen": ROLES.backup, "qianming": ROLES.signer}
    assert set(users.values()) == set(made)


def test_every_address_of_a_database_says_whether_the_way_is_encrypted() -> None:
    for name, address in addresses().items():
        refuse_open_road(address)
        assert plain_road(address) == "database", f"{name} stays inside the machine"
    (signing,) = re.findall(r"--database (\S+)", (DEPLOY / "minsheng-sign.service").read_text(encoding="utf-8"))
    refuse_open_road(signing)
    assert not plain_road(signing)


def addresses() -> dict[str, str]:
    """The address of the database that each part is given."""
    given = {
        name: each["environment"]["DATABASE_URL"]
        for name, each in OURS.items()
        if "DATABASE_URL" in each.get("environment", {})
    }
    (signing,) = [word for word in SERVICES["signer"]["command"] if word.startswith("--database=")]
    return {**given, "signer": signing.partition("=")[2]}


def test_the_proxy_takes_what_the_service_takes_and_sends_no_program_from_http_to_https() -> None:
    said = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert f"max_size {LARGEST_BYTES // 2**20}MiB" in said
    assert f'Strict-Transport-Security "{HSTS["Strict-Transport-Security"]}"' in said
    https, http = said.split("\nhttp://")
    assert re.search(r"handle /api/\* \{\s+respond \"[^\"]+\" 403\s+\}", http)
    assert http.index("handle /api/*") < http.index("redir ")
    assert "redir " not in https
    for site in (https, http):
        assert re.search(r"log \{\s+output discard\s+\}", site), "no access log, of the doors of a ballot least of all"


def test_a_database_that_is_there_is_waited_for_and_what_mounts_exist() -> None:
    for name, each in OURS.items():
        waits = each["depends_on"]
        owner = {"database": {"condition": "service_healthy"}}
        others: tuple[Any, ...] = ({"migrate": {"condition": "service_completed_successfully"}}, [])
        assert waits in ((owner,) if name == "migrate" else others), name
        assert each.get("healthcheck", {}).get("disable", name == "service")
    assert "healthcheck" in SERVICES["database"]
    mounted = [mount.split(":")[0] for each in SERVICES.values() for mount in each.get("volumes", [])]
    assert [path for path in mounted if path.startswith("./") and not (DEPLOY / path).exists()] == []
