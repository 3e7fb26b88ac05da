"""What may an operator set, and what holds when nothing is set?"""

import ipaddress
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parents[1]
"""The folder that holds the six packages; the ledger's files stand in `.minsheng/` below it unless told otherwise."""

WORDS = r"^\S+( +\S+)*$"


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


Place = Annotated[Path, AfterValidator(_absolute)]
"""A path made absolute when it is read, so that a later change of folder moves nothing."""


class Settings(BaseSettings):
    """Everything that is read from the environment; a field `x` is the variable `MINSHENG_X`.

    Each description completes the Chinese sentence 「须为……」 of the refusal.
    """

    model_config = SettingsConfigDict(
        env_prefix="MINSHENG_",
        env_ignore_empty=True,
        populate_by_name=True,
        frozen=True,
        extra="forbid",
    )

    data: Place = Field(default=CHECKOUT / ".minsheng", description="存放数据的文件夹")
    pg_bin: Place | None = Field(default=None, description="已安装的PostgreSQL的bin文件夹")
    database_url: SecretStr | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="外部PostgreSQL的连接地址",
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="网页服务监听的地址")
    port: int = Field(default=8000, ge=1, le=65535, description="1至65535的整数")
    metrics_port: int | None = Field(default=None, ge=1, le=65535, description="1至65535的整数")
    person_key_file: Place | None = Field(default=None, description="个人信息密钥文件的路径")
    checkpoints: Place | None = Field(default=None, description="公布签名的根的文件夹")
    policy: Place | None = Field(default=None, description="策略文件的路径")
    backups: Place | None = Field(default=None, description="存放备份的文件夹")
    log_hash: Literal["sha256", "sm3"] | None = Field(default=None, description="sha256或者sm3")
    origin: str | None = Field(
        default=None,
        pattern=r"^https?://[a-z0-9.-]+(:[0-9]{1,5})?$",
        description="对外的网址，例如https://example.com，末尾不写斜线",
    )
    hosts: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9.:-]+( +[A-Za-z0-9.:-]+)*$",
        description="本服务的主机名，几个之间用空格隔开，不写端口",
    )
    footer: str | None = Field(
        default=None, max_length=500, description="页脚的几段文字，之间用分号“；”隔开，共不超过500字"
    )
    session_idle_minutes: int = Field(default=30, ge=1, le=1440, description="1至1440的整数")
    session_hours: int = Field(default=12, ge=1, le=24, description="1至24的整数")
    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://\S+$", description="统一身份认证的网址")
    oidc_client: str = Field(default="minsheng", min_length=1, description="在统一身份认证登记的应用编号")
    oidc_acr: str | None = Field(default=None, pattern=WORDS, description="几个词，之间用空格隔开")
    oidc_amr: str | None = Field(default=None, pattern=WORDS, description="几个词，之间用空格隔开")
    oidc_max_age_minutes: int | None = Field(default=None, ge=0, le=1440, description="0至1440的整数")
    oidc_secret: SecretStr | None = Field(default=None, description="在统一身份认证登记的应用密钥")
    statement_deadline_seconds: float = Field(
        default=10.0,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="大于0、不超过3600的秒数",
    )


class SettingsInvalid(Exception):  # noqa: N818 (a refusal, named as it is said)
    """A setting has a value that cannot be used; `faults` holds a Chinese sentence for each, never the value itself."""

    code = "settings_invalid"

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("".join(faults))
        self.faults = faults


def read_settings(**instead: Any) -> Settings:
    """Read the environment once; `instead` names fields that are given and not looked up.

    Raises SettingsInvalid with every fault at once.
    """
    try:
        return Settings(**instead)
    except ValidationError as error:
        raise SettingsInvalid(tuple(_sentence(fault["loc"]) for fault in error.errors())) from None


def variable(field: str) -> str:
    """Return the name of the environment variable of a field."""
    return "DATABASE_URL" if field == "database_url" else f"MINSHENG_{field.upper()}"


def _sentence(place: tuple[int | str, ...]) -> str:
    name = str(place[0]) if place else ""
    field = "database_url" if name == "DATABASE_URL" else name.lower()
    known = Settings.model_fields.get(field)
    return f"设置{variable(field)}无效，须为{known.description}。" if known else f"没有名为{name}的设置。"


@lru_cache(64)
def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
