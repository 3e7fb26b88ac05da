"""Which steps of the year 征集→初定→公示→提请→确定→票决→公告→交办→监督→测评→回头看 happened when?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from projections.cycles.year import Year
from projections.model import Row

WORDS: Final = {
    "solicitation": "征集",
    "preliminary": "初定",
    "publicity": "公示",
    "submission": "提请",
    "final": "确定",
    "ballot": "票决",
    "announcement": "公告",
    "assignment": "交办",
    "supervision": "监督",
    "evaluation": "测评",
    "follow_up": "回头看",
}
OF_BATCH: Final = ("preliminary", "publicity", "submission", "final", "ballot", "announcement")
STATUSES: Final = {"done": "已办", "running": "正在办", "open": "未办", "not_needed": "不用办"}


def steps_of_year(year: Year) -> list[dict[str, Any]]:
    """The eleven steps; those of a batch are done when they are done in every batch."""
    batches = [steps_of_batch(year, batch) for batch in year.batches]
    of_batches = [_together(name, [steps[place] for steps in batches], year) for place, name in enumerate(OF_BATCH)]
    return [
        _solicitation(year),
        *of_batches,
        *(step(year) for step in (_assignment, _supervision, _evaluation, _follow_up)),
    ]


def steps_of_batch(year: Year, batch: Row) -> list[dict[str, Any]]:
    """The six steps from the preliminary list to the announcement, or to the listing where nothing is balloted."""
    final = batch.get("final")
    return [
        _step(year, "preliminary", "done", [batch["preliminary"]["on"]]),
        _publicity(year, batch),
        _submission(year, batch),
        _step(year, "final", "done" if final else "open", [final["on"]] if final else []),
        *_decision(year, batch),
    ]


def _step(year: Year, name: str, status: str, on: Iterable[str | None] = ()) -> dict[str, Any]:
    days = sorted(day for day in on if day)
    return {
        "step": name,
        "word": _word(year, name),
        "status": status,
        "status_word": STATUSES[status],
        "on": days[0] if days else None,
        "to": days[-1] if days else None,
    }


def _word(year: Year, name: str) -> str:
    """What the year's rules call the ballot and its announcement."""
    rules = year.rules
    if name not in ("ballot", "announcement") or rules is None:
        return WORDS[name]
    if year.reports_only:
        return {"ballot": "票决", "announcement": "列入"}[name]
    return str({"ballot": rules["word"], "announcement": rules["announcement_word"]}[name])


def _solicitation(year: Year) -> dict[str, Any]:
    found = year.head["solicitations"]
    if not found:
        return _step(year, "solicitation", "open")
    running = found[-1]["closed"] is None
    days = [day for each in found for day in (each.get("from_on"), each.get("to_on"))]
    return _step(year, "solicitation", "running" if running else "done", days)


def _publicity(year: Year, batch: Row) -> dict[str, Any]:
    begun = batch.get("publicised")
    if begun is None:
        passed = batch.get("submitted") or batch.get("final")
        needed = year.rules is None or year.rules["publicity_days"] > 0
        return _step(year, "publicity", "open" if needed and not passed else "not_needed")
    over = batch.get("publicity_ended") is not None
    return _step(year, "publicity", "done" if over else "running", [begun["from_on"], begun["to_on"]])


def _submission(year: Year, batch: Row) -> dict[str, Any]:
    submitted = batch.get("submitted")
    if submitted is None:
        return _step(year, "submission", "not_needed" if year.reports_only or batch.get("final") else "open")
    return _step(year, "submission", "done", [submitted["on"]])


def _decision(year: Year, batch: Row) -> list[dict[str, Any]]:
    """Ballot and announcement, or the listing."""
    listed, rounds = batch.get("listed"), year.rounds_of(batch)
    if listed is not None or (year.reports_only and not rounds):
        on = [] if listed is None else [listed["on"]]
        return [_step(year, "ballot", "not_needed"), _step(year, "announcement", "done" if on else "open", on)]
    if not rounds:
        return [_step(year, "ballot", "open"), _step(year, "announcement", "open")]
    announced = [each.get("announced_on") for each in rounds if each["status"] == "announced"]
    said = announced or any(each["status"] == "declared" for each in rounds)
    days = [each["opened_on"] for each in rounds]
    return [
        _step(year, "ballot", "done" if said else "running", days),
        _step(year, "announcement", "done" if announced else "open", announced),
    ]


def _assignment(year: Year) -> dict[str, Any]:
    chosen = [number for batch in year.batches for number in year.chosen(batch)]
    days = [year.projects[number]["assigned_on"] for number in chosen]
    done = [day for day in days if day]
    status = "open" if not done else "done" if len(done) == len(days) else "running"
    return {**_step(year, "assignment", status, done), "chosen": len(days), "assigned": len(done)}


def _supervision(year: Year) -> dict[str, Any]:
    """It goes on until the year is closed; from its first act on it is under way."""
    days = [*(group["formed_on"] for group in year.groups), *(each["done_on"] for each in year.supervision)]
    done = [day for day in days if day]
    status = "open" if not done else "done" if year.head["closed"] else "running"
    return _step(year, "supervision", status, done)


def _evaluation(year: Year) -> dict[str, Any]:
    found = [
        each
        for each in year.evaluations
        if each["subject"] == "implementation" and not each["again"] and each["status"] != "void"
    ]
    announced = [each["announced_on"] for each in found if each["status"] == "announced"]
    status = "open" if not found else "done" if len(announced) == len(found) else "running"
    return _step(year, "evaluation", status, announced or [each["opened_on"] for each in found])


def _follow_up(year: Year) -> dict[str, Any]:
    """Whether it is needed at all stands with the grades."""
    looks = [
        look
        for batch in year.batches
        for number in year.chosen(batch)
        for look in year.projects[number]["looks"].values()
    ]
    ended = [look["ended_on"] for look in looks if look["ended_on"]]
    evaluated = _evaluation(year)["status"] == "done"
    if not looks:
        return _step(year, "follow_up", "not_needed" if evaluated else "open")
    days = [*(look["owed_on"] for look in looks), *ended]
    return _step(year, "follow_up", "done" if len(ended) == len(looks) else "running", days)


def _together(name: str, steps: Sequence[Mapping[str, Any]], year: Year) -> dict[str, Any]:
    """One step of all batches."""
    statuses = {step["status"] for step in steps}
    if statuses <= {"not_needed"} and statuses:
        status = "not_needed"
    elif statuses <= {"done", "not_needed"} and statuses:
        status = "done"
    else:
        status = "open" if statuses <= {"open", "not_needed"} else "running"
    return _step(year, name, status, [day for step in steps for day in (step["on"], step["to"])])
