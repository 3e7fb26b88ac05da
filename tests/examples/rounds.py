"""Which examples stand for the events of a ballot, from opening to announcement?"""

from tests.examples.envelopes import COUNTY, CYCLE, FIRST, MEETING, SECOND, SHEET, decided, recorded
from tests.examples.profile import PROFILE
from voting.events.rounds import (
    Attendance,
    Candidate,
    ChoiceConfirmed,
    FinalList,
    ItemTotals,
    PapersAudited,
    PapersSealed,
    Pattern,
    PrintedItem,
    ReballotCalled,
    ResolutionAdopted,
    ResultAnnounced,
    ResultDeclared,
    RoundCorrected,
    RoundCounted,
    RoundOpened,
    RoundRecounted,
    RoundTakenOver,
    RoundVoided,
    ShortfallResolved,
    TieResolved,
    TotalsRecorded,
)

TITLE = "示例县第十七届人民代表大会第三次会议"
PROJECTS = (
    ("2024-01", "示例县农村公路提升", 5_200_000_000, "2024年12月底"),
    ("2024-02", "示例县老旧小区改造", 3_600_000_000, "2024年11月底"),
    ("2024-03", "示例县普惠性托位新增", 480_000_000, "2024年8月底"),
    ("2024-04", "示例县中小学校午休设施", 650_000_000, "2024年8月底"),
    ("2024-05", "示例县社区食堂", 320_000_000, "2024年10月底"),
    ("2024-06", "示例县城区公共停车位", 900_000_000, "2024年12月底"),
    ("2024-07", "示例县村级卫生室改造", 275_000_000, "2024年9月底"),
    ("2024-08", "示例县农村饮水管网更新", 1_480_000_000, "2024年12月底"),
    ("2024-09", "示例县城乡公交一体化", 760_000_000, "2024年12月底"),
    ("2024-10", "示例县老年人助浴点", 118_050_000, "2024年9月底"),
    ("2024-11", "示例县口袋公园", 240_000_000, "2024年10月底"),
    ("2024-12", "示例县数字阅览室", 96_000_000, "2024年9月底"),
)
CANDIDATES = tuple(Candidate(id=id_, title=title, amount_fen=fen, deadline=day) for id_, title, fen, day in PROJECTS)
IDS = tuple(candidate.id for candidate in CANDIDATES)
NINE, TIED = IDS[:9], (IDS[9], IDS[10])
TEN = (*NINE, IDS[10])
# 312 valid papers: for, against; the rest abstained. The tenth and the eleventh are tied for the last seat.
VOTES = ((301, 4), (298, 6), (295, 2), (288, 9), (284, 11), (279, 20), (270, 13), (265, 8), (251, 30), (201, 64),
         (201, 71), (150, 102))  # fmt: skip
ITEMS = tuple(
    ItemTotals(candidate=id_, votes_for=votes[0], votes_against=votes[1], votes_abstain=312 - sum(votes))
    for id_, votes in zip(IDS, VOTES, strict=True)
)
# The re-ballot of the two on keypads, 313 present, of whom three pressed nothing.
PRESSED = (
    ItemTotals(candidate=TIED[0], votes_for=148, votes_against=20, votes_abstain=142, not_pressed=3),
    ItemTotals(candidate=TIED[1], votes_for=162, votes_against=17, votes_abstain=131, not_pressed=3),
)
FINAL_LIST = FinalList(fixed_by="session_presidium", fixed_on="2024-01-17", document="正式候选项目名单")

EXAMPLES = (
    (
        recorded("2024-01-18"),
        RoundOpened(
            meeting_ends_on="2024-01-19",
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            meeting=MEETING,
            meeting_title=TITLE,
            project_year=2024,
            batch=1,
            number=1,
            kind="first",
            candidates=CANDIDATES,
            seats=10,
            final_list=FINAL_LIST,
            attendance=Attendance(number=1, due=327, present=314, on_leave=9, absent=4),
            profile_version=2,
            profile=PROFILE,
        ),
    ),
    (
        recorded("2024-01-18"),
        RoundOpened(
            meeting_ends_on="2024-01-19",
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            meeting=MEETING,
            meeting_title=TITLE,
            project_year=2024,
            batch=1,
            number=2,
            kind="tie_break",
            candidates=CANDIDATES[9:11],
            seats=1,
            final_list=FINAL_LIST,
            attendance=Attendance(number=2, due=327, present=313, on_leave=10, absent=4),
            profile_version=2,
            profile=PROFILE,
            previous=FIRST,
            reballots=1,
        ),
    ),
    (
        recorded("2024-01-18"),
        RoundOpened(
            meeting_ends_on="2024-01-19",
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            meeting=MEETING,
            meeting_title=TITLE,
            project_year=2024,
            batch=1,
            number=3,
            kind="void_repeat",
            candidates=CANDIDATES[9:11],
            seats=1,
            final_list=FINAL_LIST,
            attendance=Attendance(number=3, due=327, present=312, on_leave=11, absent=4),
            profile_version=2,
            profile=PROFILE,
            previous=SECOND,
            reballots=1,
            repeats="tie_break",
            called_by=FIRST,
        ),
    ),
    (
        recorded("2024-01-18"),
        RoundOpened(
            meeting_ends_on="2024-01-19",
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            meeting=MEETING,
            meeting_title=TITLE,
            project_year=2024,
            batch=1,
            number=1,
            kind="first",
            candidates=CANDIDATES,
            seats=10,
            final_list=FINAL_LIST,
            attendance=Attendance(number=1, due=327, present=314, on_leave=9, absent=4),
            profile_version=2,
            profile=PROFILE,
            cycle=CYCLE,
        ),
    ),
    (
        recorded("2024-01-18"),
        TotalsRecorded(
            method="reader_totals",
            valid=312,
            invalid=2,
            items=ITEMS,
            invalid_by_reason={"over_marked": 1, "torn": 1},
            vendor_report_sha256=SHEET,
        ),
    ),
    (
        recorded("2024-01-18"),
        TotalsRecorded(method="keypad_totals", valid=313, invalid=0, items=PRESSED),
    ),
    (
        recorded("2024-01-18"),
        PapersSealed(
            patterns=(Pattern(marks="af", count=158), Pattern(marks="fa", count=147), Pattern(marks="oo", count=6)),
            spoiled={"illegible": 2},
            serial_commitment="9c1185a5c5e9fc54612808977ee8f548b2258d31c6a8f5e2d7b1f0c3a4e59d60",
        ),
    ),
    (
        recorded("2024-01-18"),
        RoundCounted(outcome="tied", selected=NINE, tied=TIED, tied_seats=1, cause="correction"),
    ),
    (recorded("2024-01-18"), RoundCounted(outcome="shortfall", selected=NINE, open_seats=1)),
    (
        decided("session_presidium"),
        RoundRecounted(
            reason="示例城南代表团对第十项的票数提出疑问",
            valid=312,
            invalid=2,
            items=ITEMS,
            agrees=True,
            outcome="tied",
            selected=NINE,
        ),
    ),
    (recorded("2024-01-18"), PapersAudited(seed="3-1-6-2-5", papers=20)),
    (
        decided("congress", how="keypad", votes=(162, 17, 131)),
        TieResolved(how="next_round", among=TIED, selected=(TIED[1],), round=SECOND),
    ),
    (
        decided("congress", how="secret_ballot", votes=(206, 61, 45)),
        ShortfallResolved(how="next_round", selected=(IDS[11],), round=SECOND),
    ),
    (decided("session_presidium"), ResultDeclared(selected=NINE, open_seats=1)),
    (decided("session_presidium"), ReballotCalled(kind="tie_break", candidates=TIED, seats=1)),
    (
        decided("standing_committee", "2024-01-26", votes=(29, 0, 2)),
        ResolutionAdopted(title="关于2024年度民生实事项目的决定", document="示人常〔2024〕1号"),
    ),
    (
        decided("street_party_committee", "2024-01-19", how="meeting_decision"),
        ChoiceConfirmed(document="示例街道党工委会议纪要〔2024〕4号"),
    ),
    (
        decided("session_presidium", "2024-01-19"),
        ResultAnnounced(
            number="第4号", medium="示例县人大网站、示例县融媒体中心", selected=TEN, document="公告（第4号）"
        ),
    ),
    (
        recorded("2024-01-19"),
        RoundCorrected(
            field="/items/2024-10/votes_for",
            before=210,
            after=201,
            reason="录入时看错一位，以签字的计票结果报告单为准",
        ),
    ),
    (decided("session_presidium"), RoundVoided(reason="收回票315张，多于发出票314张")),
    (
        recorded("2024-05-20"),
        RoundTakenOver(
            level="county",
            number=1,
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            project_year=2023,
            batch=1,
            meeting_title="示例县第十七届人民代表大会第二次会议",
            document="示人大公告〔2023〕第2号",
            items=(
                PrintedItem(
                    title="示例县农村公路提升（一期）",
                    votes_for=286,
                    votes_against=15,
                    votes_abstain=9,
                    selected=True,
                ),
                PrintedItem(title="示例县村口公园", selected=False, id="2"),
            ),
            held_on="2023-02-09",
            due=328,
            present=311,
            issued=311,
            collected=310,
            valid=310,
            invalid=0,
            seats=10,
            notes="公告只印了确定的项目和第一项的票数",
        ),
    ),
)
