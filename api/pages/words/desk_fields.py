"""What are the fields called of the envelope, a congress, its people, accounts and papers?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.accounts.administering import NewAccount
from api.accounts.passes import NewPass
from api.http.resources.accounts import Codes, Decided, Locked, Proposed
from api.http.resources.confirmations import Seen
from api.http.resources.session import Ended, NewPassword, NewTotp, OtherRole, SignIn
from api.http.resources.tokens import NewToken
from api.persons import EnterPerson
from api.reading_persons import Wanted
from api.usecases import Stated
from domain.congress import commands as c
from domain.documents.commands import FileDocument, ReplaceDocument
from domain.events import Basis, Decision, Person, Ref

LABELS: Final[Mapping[type, Mapping[str, str]]] = {
    Stated: {
        "effective_on": "发生日期",
        "approved_by": "确认人",
        "decided_by": "由谁决定",
        "basis": "依据",
        "refs": "外部编号",
    },
    Person: {"ref": "人员编号", "role": "身份"},
    Decision: {
        "body": "决定机构",
        "how": "表决方式",
        "meeting": "哪次会议",
        "unanimous": "一致通过",
        "clause": "依据条款",
    },
    Basis: {"document": "法律或者文件", "article": "第几条"},
    Ref: {"system": "系统名称", "number": "编号", "title": "标题"},
    c.RegisterCongress: {"code": "行政区划代码", "level": "行政层级", "name": "名称", "labels": "本地叫法"},
    c.BeginTerm: {"term": "第几届", "began_on": "首日", "deputies": "在任代表人数"},
    c.ChangeRoll: {"before": "变动前在任人数", "after": "变动后在任人数", "reason": "变动原因"},
    c.AdoptProfile: {"profile": "规则", "document": "依据的文件"},
    c.RenameCongress: {"name": "新名称", "code": "行政区划代码"},
    c.MergeCongress: {"into": "并入哪个人大"},
    c.RegisterUnit: {"unit": "单位编号", "name": "单位名称"},
    c.RenameUnit: {"unit": "单位编号", "name": "新名称"},
    c.MergeUnit: {"unit": "被合并的单位", "into": "并入哪个单位"},
    c.EraseContent: {"positions": "台账第几号", "people": "姓名电话一并删去"},
    FileDocument: {
        "sha256": "文件的摘要",
        "kind": "附件种类",
        "title": "标题",
        "media_type": "文件格式",
        "size": "文件大小（字节）",
        "number": "发文字号",
        "issuer": "制发单位",
        "dated_on": "成文日期",
        "paper_place": "纸质原件存放处",
        "access": "是否公开",
        "retention": "保管期限",
    },
    ReplaceDocument: {"replaced_by": "换成哪份附件"},
    EnterPerson: {"name": "姓名", "phone": "联系电话", "title": "职务"},
    Wanted: {"reason": "用途"},
    SignIn: {"name": "账号", "password": "口令", "one_time": "动态口令", "printed": "打印的码"},
    OtherRole: {"role": "身份", "unit": "单位编号"},
    Ended: {"session": "哪一处登录"},
    NewPassword: {"password": "新口令", "current": "现在的口令", "one_time": "动态口令"},
    NewTotp: {"current": "现在的口令", "one_time": "现在的动态口令"},
    Seen: {"body_hash": "内容的摘要", "confirmed": "确认"},
    NewToken: {"purpose": "用途", "scope": "可以做什么", "days": "有效天数"},
    NewAccount: {
        "name": "账号",
        "person": "人员编号",
        "called": "姓名",
        "subject": "统一身份认证的编号",
        "administers": "管理员账号",
    },
    Locked: {"locked": "锁定"},
    Codes: {"count": "打印几个"},
    Proposed: {
        "kind": "变动种类",
        "account": "账号",
        "role": "身份",
        "unit": "单位编号",
        "projects": "只办哪几个项目",
    },
    Decided: {"approved": "批准"},
    NewPass: {"person": "人员编号", "task": "任务", "papers": "只管哪一次的票"},
}
