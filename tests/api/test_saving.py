"""Is a file given out under a name and a kind that harm nobody?"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.route import V1
from api.http.saving import LONGEST, content_type, disposition, file_name
from domain.documents.kinds import FORMATS
from tests.api.kit import CLERK, Caller
from tests.api.test_documents import upload

PDF = FORMATS["application/pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("示例县〔2024〕1号", "示例县〔2024〕1号"),
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ('a"; filename="b.exe', "a_; filename=_b.exe"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie_ x"),
        ("fdp\u202eexe", "fdpexe"),
        ("示例\x00\u2028", "示例"),
        ("C:示例", "C_示例"),
        (" . ", "附件"),
        ("", "附件"),
        ("长" * 20000, "长" * LONGEST),
    ],
)
def test_the_name_of_a_file_means_no_place_and_ends_no_line(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=200), st.sampled_from(sorted(FORMATS)))
def test_whatever_a_title_is_the_header_is_one_of_rfc_6266(title: str, media_type: str) -> None:
    known = FORMATS[media_type]
    said = disposition(title.encode("utf-8", "ignore").decode(), known)
    found = re.fullmatch(
        r"attachment; filename=\"file\.[a-z]+\"; filename\*=UTF-8''((?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})+)", said, re.ASCII
    )
    assert found is not None, said
    name = unquote(found[1])
    assert name.endswith(f".{known.suffix}")
    assert not re.search(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', name)
    assert not name.startswith(".")


def test_a_text_is_served_as_it_is_encoded() -> None:
    csv = FORMATS["text/csv"]
    assert content_type("text/csv", csv, "示例".encode()) == "text/csv; charset=utf-8"
    assert content_type("text/csv", csv, "示例".encode("gbk")) == "text/csv; charset=gb18030"
    assert content_type("text/csv", csv, b"\x81\x00") == "application/octet-stream"
    assert content_type("application/pdf", PDF, b"%PDF-") == "application/pdf"


def test_what_was_uploaded_in_gbk_comes_back_labelled_so(api: Caller) -> None:
    api.congress()
    stream = upload(api, "示例县,301".encode("gbk"), "text/csv", kind="other", title="../示例/表").json["stream"]
    response = api.client.get(f"{V1}/documents/{stream}/bytes", headers=CLERK.headers)
    assert response.headers["content-type"] == "text/csv; charset=gb18030"
    assert response.text == "示例县,301"
    assert unquote(response.headers["content-disposition"]).endswith("filename*=UTF-8''示例_表.csv")
