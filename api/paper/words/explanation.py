"""What do the candidates' explanation 候选项目情况说明 and the way of each onto the list say?"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.refusals import NotPrintable
from api.paper.words.ballots import list_of, which
from api.paper.words.facts import Facts
from api.paper.words.naming import amount, body, day, number, place_of, short
from api.paper.words.pieces import BLANK, Block, Document, Table, chapter, note, numbered, section, text
from domain.money import say_amount
from domain.profile import Profile
from projections.model import Row
from projections.models import PROJECTS
from projects.measures.money import SOURCES
from projects.states.changes import say_target


def explanation(facts: Facts, batch: int = 1) -> Document:
    """候选项目情况说明 of a batch, from its final list or, before that, from its preliminary one; raises `NotPrintable`."""
    listed = list_of(facts, batch)
    if listed is None:
        raise NotPrintable(f"{facts.year}年度还没有登记{which(batch)}候选项目名单。")
    profile = facts.profile((listed["final"] or listed["preliminary"])["profile_version"])
    side = "final" if listed["final"] else "preliminary"
    lines = [line for line in listed["lines"] if line[side] is not None]
    briefs = {row["project"]: row for row in facts.read(PROJECTS)}
    submitted = listed["submitted"]
    return Document(
        title=f"关于{place_of(facts.name)}{facts.year}年度{which(batch)}民生实事候选项目的说明",
        body=(
            *_way(facts, profile, listed, len(lines)),
            chapter(2, "候选项目"),
            _table(lines, side),
            *(block for place, line in enumerate(lines, 1) for block in _project(facts, place, line, side, briefs.get(line["project"]))),
            *_changes(listed),
        ),
        signed=(body(facts.name, profile, "government"),),
        on=day(submitted["on"] if submitted else None),
        day=(listed["final"] or listed["preliminary"])["on"],
    )  # fmt: skip


def _way(facts: Facts, profile: Profile, listed: Row, lines: int) -> Iterator[Block]:
    """Where they come from and who looked at them, each with its day."""
    yield chapter(1, "提出和确定的经过")
    if (found := facts.funnel()) is not None:
        stages = "，".join(
            f"{stage['word']}{stage['count']}{'件' if stage['of'] == 'proposals' else '项'}"
            for stage in found["stages"][:3]
        )
        windows = "；".join(
            f"{day(each['from_on'])}至{day(each['to_on'])}"
            for each in found["solicitation"]["windows"]
            if each.get("from_on")
        )
        yield text(f"征集时间为{windows or BLANK}。{stages}。")
    steps = listed["preliminary"]["steps"]
    said = "；".join(
        f"{day(step['on'])}，{step['meeting'] or short(profile, step['body'])}（{step['step_word']}）" for step in steps
    )
    if said:
        yield text(f"候选项目先后经过：{said}。")
    yield from _publicity(listed)
    if (submitted := listed["submitted"]) is not None:
        paper = f"（{submitted['document']}）" if submitted["document"] else ""
        yield text(
            f"{day(submitted['on'])}，{short(profile, 'government')}向{short(profile, submitted['submitted_to'])}提请审议{paper}。"
        )
    if (final := listed["final"]) is not None:
        by = short(profile, final["decided_by"]["body"]) if final["decided_by"] else BLANK
        yield text(
            f"{day(final['on'])}，{by}确定正式候选项目{lines}项，应选{final['seats']}项，差额{lines - final['seats']}项。"
        )
    else:
        yield text(f"初定候选项目{lines}项，正式候选项目名单尚未确定，应选{number(None)}项。")


def _publicity(listed: Row) -> Iterator[Block]:
    shown, ended = listed["publicised"], listed["publicity_ended"]
    if shown is None:
        return
    said = f"{day(shown['from_on'])}至{day(shown['to_on'])}在{shown['medium']}公示"
    if ended is None:
        yield text(f"{said}。")
        return
    objections = ended["objections"]
    yield text(f"{said}，收到意见{len(objections)}条：" if objections else f"{said}，没有收到意见。")
    for place, one in enumerate(objections, 1):
        yield text(f"{place}．{_ended(one['matter'])}处理情况：{_ended(one['settled'])}")


def _ended(said: str) -> str:
    return f"{said.removesuffix('。')}。"


def _table(lines: list[Row], side: str) -> Table:
    rows = numbered(
        (
            line[side]["title"],
            amount(line[side]["amount_fen"], line[side]["amount_text"]),
            line[side]["deadline"] or BLANK,
        )
        for line in lines
    )
    return Table(heads=("序号", "项目名称", "总投资", "完成时限"), rows=rows, widths=(2, 10, 4, 5), right=(2,))


def _project(facts: Facts, place: int, line: Row, side: str, row: Row | None) -> Iterator[Block]:
    """One candidate: what its list says, and what the project's own record adds."""
    said = line[side]
    brief = row["drafted" if row["promise"] is None else "promise"]["brief"] if row else None
    yield section(place, said["title"])
    yield text(f"建设内容：{_ended(said['content'] or BLANK)}")
    if brief is not None:
        yield text("。".join(_of_brief(facts, brief, said)) + "。")
    else:
        yield text(f"总投资{amount(said['amount_fen'], said['amount_text'])}。完成时限：{said['deadline'] or BLANK}。")


def _of_brief(facts: Facts, brief: Row, said: Row) -> Iterator[str]:
    yield f"实施地点：{'、'.join(where['name'] for where in brief['places']) or BLANK}"
    unit = facts.unit(brief["unit"]) if brief["unit"] else BLANK
    with_ = f"，配合单位：{facts.units(brief['cooperating'])}" if brief["cooperating"] else ""
    yield f"责任单位：{unit}{with_}"
    sources = "、".join(f"{SOURCES[each['source']]}{say_amount(each['amount_fen'])}" for each in brief["sources"])
    yield f"总投资{amount(said['amount_fen'], said['amount_text'])}{f'，其中{sources}' if sources else ''}"
    targets = "、".join(
        say_target(each["name"], each["planned"], each["unit"], at_most=each["sense"] == "at_most")
        for each in brief["targets"]
    )
    if targets:
        yield f"目标任务：{targets}"
    parts = "；".join(part["title"] for part in brief["sub_items"])
    if parts:
        yield f"子项：{parts}"
    yield f"完成时限：{said['deadline'] or BLANK}"
    if brief["cross_year"]:
        yield f"跨年度实施，本年度阶段性目标：{brief['stage_goal'].removesuffix('。') or BLANK}"
    if brief["beneficiaries"]:
        yield f"受益范围：{brief['beneficiaries'].removesuffix('。')}"


def _changes(listed: Row) -> Iterator[Block]:
    """What the delegations' deliberation changed, with the reasons."""
    found = [(line, change) for line in listed["lines"] for change in line["changes"]]
    if not found and not listed["order_changed"]:
        return
    yield chapter(3, "与初定名单相比的变动")
    for place, (line, change) in enumerate(found, 1):
        title = (line["final"] or line["preliminary"])["title"]
        turned = (
            f"由“{change['before'].removesuffix('。')}”改为“{change['after'].removesuffix('。')}”"
            if change.get("before") or change.get("after")
            else ""
        )
        yield text(
            f"{place}．《{title}》{change['kind_word']}{f'：{turned}' if turned else ''}。理由：{_ended(change['reason'])}"
        )
    if listed["order_changed"]:
        yield note(f"排列顺序有变动：{listed['order_changed']['reason'].removesuffix('。')}")
