"""May a supervision group 监督小组 be formed or changed like this?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import REF
from domain.profile import Profile
from domain.refusals import NotFound, Refusal, refuse_all
from domain.texts import UnfitText, clean, filled, prose, shown
from projects.deciders.checks import each_once, rules_of
from projects.events.cycles import SupervisionGroupChanged, SupervisionGroupFormed
from projects.refusals.common import AlreadyRecorded, NamedMoreThanOnce
from projects.refusals.cycles import GroupTooLarge, LinkedMember, NobodySupervises, NoGroupsHere, NotSupervised
from projects.states.projects import Drafted, NotChosen, Project, Terminated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projects.commands.cycles import (
        ChangeSupervisionGroup,
        FormSupervisionGroup,
        GroupAsked,
        WithProjects,
    )
    from projects.states.cycles import Cycle


def group_formed(state: Cycle, asked: FormSupervisionGroup, command: WithProjects) -> SupervisionGroupFormed:
    """A new group under a number of its own."""
    if asked.group in state.groups:
        raise AlreadyRecorded(f"监督小组{shown(asked.group)}已经组成，要改请登记调整。", pointer="/group")
    refuse_all(_faults(state, asked, command))
    return SupervisionGroupFormed(
        group=asked.group, name=asked.name, projects=asked.projects, lead_office=asked.lead_office,
        linked_member=asked.linked_member, leader=asked.leader, members=asked.members,
    )  # fmt: skip


def group_changed(state: Cycle, asked: ChangeSupervisionGroup, command: WithProjects) -> SupervisionGroupChanged:
    """A known group as it is from now on."""
    if asked.group not in state.groups:
        raise NotFound(f"没有登记过监督小组{shown(asked.group)}。", pointer="/group")
    refuse_all([*_faults(state, asked, command), *prose(reason=asked.reason)])
    return SupervisionGroupChanged(
        group=asked.group, name=asked.name, projects=asked.projects, reason=asked.reason, lead_office=asked.lead_office,
        linked_member=asked.linked_member, leader=asked.leader, members=asked.members,
    )  # fmt: skip


def _faults(state: Cycle, asked: GroupAsked, command: WithProjects) -> Iterator[Refusal]:
    _, profile = rules_of(command.congress)
    yield from filled(group=asked.group, name=asked.name)
    yield from clean(lead_office=asked.lead_office)
    yield from each_once(asked.projects, "/projects", "项目")
    for place, number in enumerate(asked.projects):
        yield from (
            fault.at(f"/projects/{place}") for fault in _supervised(state, number, command.projects.get(number))
        )
    yield from _people(asked, profile)


def _supervised(state: Cycle, number: str, project: Project | None) -> Iterator[Refusal]:
    """Chosen, or a candidate that may be looked at before the vote (会前视察)."""
    if project is None:
        yield NotFound(f"没有登记过编号为“{shown(number)}”的项目。")
        return
    standing = project.standing
    match standing:
        case Drafted():
            known = bool(state.waiting_in(project.says))
        case NotChosen():
            known = bool(state.waiting_in(project.says, standing.on))
        case _:
            known = not isinstance(standing, Terminated)
    if not known:
        yield NotSupervised(f"项目{number}《{project.brief.title}》没有确定，也不在候选名单上，或者已经终止。")


def _people(asked: GroupAsked, profile: Profile) -> Iterator[Refusal]:
    """S-02, S-06: as many as the rules say at most, each once and by reference, and the linked member where the rules ask for one."""
    rules = profile.supervision
    named = {"/linked_member": asked.linked_member, "/leader": asked.leader}
    named |= {f"/members/{place}": member for place, member in enumerate(asked.members)}
    for pointer, person in named.items():
        if (person or pointer.startswith("/members")) and not REF.fullmatch(person):
            yield UnfitText("请写登记人员时答复的编号，不写姓名。", pointer=pointer)
    for place, member in enumerate(asked.members):
        if member in asked.members[:place]:
            yield NamedMoreThanOnce("同一个人写了两次。", pointer=f"/members/{place}")
    people = {asked.leader, *asked.members} - {""}
    if people and rules.groups == "none":
        yield NoGroupsHere("按规则不设监督小组。", pointer="/members")
    if len(people) > rules.group_size:
        yield GroupTooLarge(
            f"监督小组{len(people)}人，按规则至多{rules.group_size}人。",
            pointer="/members",
            people=len(people),
            most=rules.group_size,
        )
    if rules.link_presidium_member != bool(asked.linked_member):
        asks = "须写明挂钩的主席团成员" if rules.link_presidium_member else "不设挂钩的主席团成员"
        yield LinkedMember(f"按规则，{asks}。", pointer="/linked_member")
    if not people and not asked.linked_member:
        yield NobodySupervises("请至少写明一个人。", pointer="/members")
