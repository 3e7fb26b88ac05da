"""Which examples stand for the events of congresses, documents and the deployment?"""

from dataclasses import replace

from domain.congress.events import (
    CongressMerged,
    CongressRegistered,
    CongressRenamed,
    ContentErased,
    ProfileAdopted,
    RollChanged,
    TermBegun,
    UnitMerged,
    UnitRegistered,
    UnitRenamed,
)
from domain.deployment import RecordsCommitted
from domain.documents.events import DocumentFiled, DocumentReplaced
from domain.events import Basis, Person
from tests.examples.envelopes import COUNTY, SHEET, SHEET_ID, TOWN, decided, recorded
from tests.examples.profile import PROFILE

EXAMPLES = (
    (
        recorded("2021-12-20"),
        CongressRegistered(
            code="990101201",
            level="township",
            name="示例苏木人民代表大会",
            labels={"division": "苏木", "presidium": "示例苏木人大主席团"},
        ),
    ),
    (recorded("2022-01-10"), TermBegun(term=17, began_on="2022-01-10", deputies=328)),
    (recorded("2023-11-30"), RollChanged(before=328, after=327, reason="resigned")),
    (
        decided("standing_committee", "2023-12-28", votes=(28, 0, 1)),
        ProfileAdopted(version=2, profile=PROFILE, document="示例县民生实事项目人大代表票决办法（试行）"),
    ),
    (
        recorded("2024-06-03"),
        CongressRenamed(
            name="示例市人民代表大会", code="990181", before_name="示例县人民代表大会", before_code="990101"
        ),
    ),
    (recorded("2024-06-03"), CongressMerged(into=COUNTY)),
    (recorded("2022-02-14"), UnitRegistered(unit="07", name="示例县交通运输局")),
    (recorded("2024-03-01"), UnitRenamed(unit="07", name="示例县公路与运输局", before="示例县交通运输局")),
    (recorded("2024-03-01"), UnitMerged(unit="08", into="07")),
    (
        replace(
            recorded("2024-07-15"),
            basis=(Basis(document="中华人民共和国个人信息保护法", article="第四十七条"),),
            refs=(),
        ),
        ContentErased(
            positions=(41, 57), reason="提出人要求删除本人的建议", people=("5b0c2f61-7d3e-4a18-9c46-1f2a8e7b3d90",)
        ),
    ),
    (
        replace(recorded("2024-07-15"), by=Person(ref="system", role="system"), approved_by=None, basis=(), refs=()),
        RecordsCommitted(acts=214, acts_hash="a1" * 32, reads=17, reads_hash="b2" * 32),
    ),
    (
        recorded("2024-01-18"),
        DocumentFiled(
            congress=TOWN,
            code="990101101",
            congress_name="示例镇人民代表大会",
            sha256=SHEET,
            kind="signed_sheet",
            title="示例镇民生实事项目票决计票结果报告单",
            media_type="image/jpeg",
            size=1_482_911,
            number="示镇人大〔2024〕2号",
            issuer="示例镇人民代表大会主席团",
            dated_on="2024-01-17",
            paper_place="示例镇档案室2号柜",
            access="public",
            retention="permanent",
        ),
    ),
    (recorded("2024-01-22"), DocumentReplaced(replaced_by=SHEET_ID, reason="原照片模糊，监票人签字看不清")),
)
