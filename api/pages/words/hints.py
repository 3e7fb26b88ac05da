"""What does a form say below a field whose name alone does not say what to write?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.accounts.administering import NewAccount
from api.accounts.passes import NewPass
from api.http.resources.accounts import Codes, Locked, Proposed
from api.http.resources.keying import DecidePaper, KeyPaper, LayOut
from api.http.resources.session import Ended, NewPassword, SignIn
from api.http.resources.tokens import NewToken
from api.pages.words import work_hints
from api.persons import EnterPerson
from api.reading_persons import Wanted
from api.usecases import Stated
from domain.congress import commands as c
from domain.documents.commands import FileDocument, ReplaceDocument
from domain.events import Basis, Decision, Person, Ref
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.evaluations import EvaluatedItem
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import Candidate, ItemTotals, PrintedItem

PERSON: Final = "登记人员时给的编号，不写姓名。"
PAPER: Final = "发文字号或者文件名称。"
SHA256: Final = "文件的SHA-256，64位，数字和小写字母。"
AS_PRINTED: Final = "照文件上印的写，没有印的留空。"
MARKS: Final = (
    "按票上的次序一项一个：f赞成、a反对、o弃权、-未写、F重复写赞成、?这一项无法辨认；整张无效的不写，写无效的原因。"
)


def hint(cls: type, field: str) -> str:
    """What stands below the field, a sentence or two; '' where its name says enough."""
    own = BY_CLASS.get(cls, {})
    return own[field] if field in own else BY_NAME.get(field, "")


BY_NAME: Final[Mapping[str, str]] = {
    "batch": "没有分批的写1。",
    "division": "4、6、9或者12位数字，没有的留空。",
    "document": PAPER,
    "documents": "一行一份，发文字号或者文件名称。",
    "invalid_by_reason": "报告单上没有分类的留空。",
    "medium": "例如政府网站、政务公开栏。",
    "profile_version": "留空的用最新的一版。",
    "project_year": "项目的年度，不是开会、登记的年份。",
    "sha256": SHA256,
    "vendor_report_sha256": f"读票机、表决器打印的报告的照片或者扫描件，{SHA256}",
}

_RESOLUTION: Final = {
    "selected": "由主席团决定、抽签的写，按别的办法的留空。",
    "round": "按再投一次的结果的写，别的留空。",
}
_READ_TWICE: Final = {"first": "照签字的报告单录。", "second": "由另一个人照报告单再录，不看前一份。"}

BY_CLASS: Final[Mapping[type, Mapping[str, str]]] = {
    **work_hints.HINTS,
    Stated: {
        "effective_on": "事情发生的那一天，不是录入的那一天；留空是今天。",
        "approved_by": "须是另一个人，由他自己登录，看过内容再确认。",
        "refs": "别的系统里的编号，例如12345工单、代表建议、投资项目平台。",
    },
    Person: {"ref": "确认人的人员编号，不写姓名。"},
    Decision: {
        "meeting": "例如第十九届人民代表大会第二次会议。",
        "votes_for": "举手、投票、按表决器的写；一致通过的可以不写。",
        "clause": "例如票决办法第十二条。",
    },
    Basis: {"document": "法律名称、发文字号或者文件名称。", "article": "例如第四十七条。"},
    Ref: {"system": "例如12345、代表建议、投资项目平台。"},
    c.RegisterCongress: {"code": "县级6位，乡镇、街道9位。", "labels": "与通称不同的才写，例如苏木。"},
    c.BeginTerm: {"deputies": "在任的人数，不是名额。"},
    c.ChangeRoll: {"before": "须与台账里现在的一致。"},
    c.AdoptProfile: {"profile": "整套规则，从预设改；依据的办法在下面写明。"},
    c.RenameCongress: {"name": "名称没有变的照旧写。", "code": "代码没有变的照旧写。"},
    c.RegisterUnit: {"unit": "自己编，例如01；给过的不能再用。"},
    c.EraseContent: {
        "positions": "经过里每一条都有，一行一个；同一句话写进几件事的，几号都写。",
        "reason": "不写要删去的内容；依据的法律写在依据里。",
        "people": "只在这几号里出现的人，姓名、电话一并删去。",
    },
    FileDocument: {
        "access": "上面有得票数的只能内部归档。",
        "retention": "留空按规则的期限。",
        "paper_place": "例如档案室2号柜。",
    },
    ReplaceDocument: {"replaced_by": "先归档新的一份，再写它的编号。"},
    EnterPerson: {"name": "存放在台账之外，台账里只有编号。", "phone": "只写数字，不填身份证号。"},
    Wanted: {"reason": "写为什么要看，不写姓名；看了留记录。"},
    SignIn: {
        "one_time": "手机验证器上的六位数字。",
        "printed": "代表登录码或者会议口令，前半、后半接着写；写了它，账号、口令都不写。",
    },
    NewPassword: {
        "password": "不能是常见的、容易猜中的，也不能是本单位的词。",
        "current": "用打印的登录码进来的留空。",
        "one_time": "用打印的登录码进来的留空。",
    },
    Ended: {"session": "留空的，别处的登录全部结束。"},
    NewToken: {"days": "最多90天。"},
    NewAccount: {
        "person": "登记过的人写人员编号，没有登记过的写姓名。",
        "called": "写了人员编号的不写。",
        "subject": "不用统一身份认证登录的留空。",
        "administers": "管理员账号不办业务。",
    },
    Locked: {"locked": "锁定以后，他的登录当即失效。"},
    Codes: {"count": "一次1至20个，一个用一次。"},
    Proposed: {
        "role": "授予、取消身份的写。",
        "congress": "所在人大的行政区划代码，三员不写。",
        "unit": "承办单位的写单位编号，别的不写。",
        "projects": "一行一个项目编号；留空是这个单位的全部项目。",
    },
    NewPass: {"person": PERSON, "papers": "写明一轮票决或者一次测评的，只管这一次；留空的，这次会议的都管。"},
    m.ConveneMeeting: {"title": "写全称，例如某县第十八届人民代表大会第三次会议。"},
    m.FormDelegations: {"delegations": "各团合计须等于在任代表人数。"},
    Delegation: {"deputies": "本团的代表人数。"},
    Sitting: {"number": "例如第二次全体会议写2。"},
    m.ExplainCandidates: {"explained_by": "写机构，例如县人民政府。"},
    m.RecordDelegationOpinion: {"opinion": "不写代表姓名。"},
    m.ProposeMethod: {"profile_version": "草案由这一版规则写成。"},
    m.AdoptMethod: {"profile_version": "从此本次会议按这一版票决。"},
    Officer: {"person": PERSON, "delegation": "没有分团的留空。"},
    m.CountAttendance: {
        "due": "全体在任代表，请假、缺席的也算在内；等于实到、请假、缺席之和。",
    },
    r.OpenRound: {
        "number": "第一次投票是1，再投的接着数。",
        "candidates": "台账里有正式候选项目名单的留空，照名单投。",
        "seats": "台账里有正式候选项目名单的留空，照名单上的数。",
        "final_list": "台账里有正式候选项目名单的不写。",
        "previous": "再投的写决定再投的那一轮，第一轮留空。",
    },
    Candidate: {"amount_fen": "票上没有印的留空。", "deadline": "照票上印的写，没有印的留空。"},
    r.TakeOverRound: {
        "document": "照哪份文件登记，发文字号或者文件名称。",
        **dict.fromkeys(("held_on", "due", "present", "issued", "collected", "valid", "invalid", "seats"), AS_PRINTED),
        "notes": "文件上还有什么要说明的。",
    },
    PrintedItem: {
        **dict.fromkeys(("votes_for", "votes_against", "votes_abstain"), AS_PRINTED),
        "selected": "文件上没有说的留空。",
        "id": "台账里有这个项目的写。",
    },
    ItemTotals: {"not_pressed": "按表决器的才有，未按不是弃权。"},
    r.RecordTotals: _READ_TWICE,
    r.RecountRound: _READ_TWICE,
    e.RecordGrades: _READ_TWICE,
    p.IssueBallots: {
        "printed": "等于发出、换票、余票作废之和。",
        "exchanged": "代表写坏了交回、换了新票的。",
        "colour": "例如浅绿色。",
    },
    p.CollectBallots: {"collected": "票箱里清点出来的张数。"},
    p.DeclareValidity: {"valid": "收回不多于发出，有效；多于发出，无效，须重新投票。"},
    p.SignSheet: {"sha256": f"签字的报告单照片或者扫描件，{SHA256}"},
    r.AuditPapers: {"seed": "封账以后在会场上掷骰子、抽签得到的数。"},
    r.ResolveTie: _RESOLUTION,
    r.ResolveShortfall: {**_RESOLUTION, "selected": "由主席团决定的写，按别的办法的留空。"},
    r.AnnounceResult: {"number": "照公告上印的写，例如公告第4号。"},
    p.Change: {
        "before": "须与台账里现在的一致。",
        "after": "一栏多了，往往另一栏少了，一起改，合计才平。",
    },
    p.ArchivePapers: {"place": "例如机关档案室密集架3排2号。", "keep_until": "留空按规则的天数。"},
    p.DestroyPapers: {
        "witnesses": "至少两人，姓名只写在销毁记录上。",
        "record_sha256": f"销毁记录的照片或者扫描件，{SHA256}没有的留空。",
    },
    LayOut: {"first": "票背面盖的编号。", "last": "票背面盖的编号，一捆最多500张。"},
    KeyPaper: {"marks": MARKS, "spoiled": "空白、多选的照样录记号。", "doubtful": "拿不准的，由监票人裁定。"},
    DecidePaper: {"marks": MARKS, "spoiled": "空白、多选的照样录记号。", "reason": "写票面上是怎样的。"},
    r.SealKeyed: {"file_sha256": f"导出的编号对照，{SHA256}"},
    e.OpenEvaluation: {
        "number": "同一次会议同一年度的，第一次是1。",
        "report": "报告的名称，没有听取报告的留空。",
        "re_evaluation_of": "再次测评的写，漏了就是另一次测评，不记到回头看里。",
    },
    EvaluatedItem: {"id": "例如2026-03；子项写2026-03-2。"},
    e.AnnounceGrades: {"number": "照通报、公告上印的写，例如通报第1号。"},
    e.RecordSurvey: {"sample": "问了多少人。", "responses": "不多于样本数。"},
}
