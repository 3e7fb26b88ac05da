"""Has every field of every form a name, every value a word, and are they the words of the house?"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from api.http.resources.keying import KeyPaper
from api.pages.words import LONG, choices, closed, hint, is_long, keys, label, title_of
from api.pages.words.choices import ASKED, KEYS, LISTED, WORDS
from api.pages.words.fields import BY_CLASS, BY_NAME
from api.pages.words.hints import BY_CLASS as HINTS
from api.pages.words.hints import BY_NAME as HINTED
from api.pages.words.spellings import MARKS
from api.pages.words.titles import ONE_LINE, TITLES
from api.reading_persons import Wanted
from domain.congress.commands import EraseContent, RegisterCongress
from domain.deciders import Command
from domain.documents.commands import FileDocument, ReplaceDocument
from domain.documents.kinds import KINDS
from domain.profile import Ballot
from projects.commands.followups import FileRectificationPlan
from projects.commands.progress import ReportProgress
from projects.commands.projects import DraftProject
from projects.events.adjustments import AdjustmentKind, Outcome
from projects.events.values import Brief
from tests.pages import forms
from voting.commands.rounds import CallReballot, ResolveTie, Sheet, VoidRound
from voting.deciders.tallying import LETTERS
from voting.events.rounds import Resolution, RoundKind

ROOT = Path(__file__).parents[2]
LONGEST_LABEL = 16
HALF_WIDTH = re.compile(r"""[\s,.;:!?()\[\]{}"'%/\\<>_-]""")
UNTIDY = re.compile(r"[\u4e00-\u9fff，。；：、（）] |[ ,;:!()][\u4e00-\u9fff]|[\u4e00-\u9fff][,;:!()]")
OUTSIDERS = re.compile(r"选票|当选|落选|提案|常委(?!会)")
NAMES = [(cls, name) for cls, name, _ in forms.FIELDS]


def test_there_are_forms_to_name() -> None:
    assert len(forms.COMMANDS) > 100
    assert {DraftProject, Brief, Sheet} < set(forms.SHAPES)


def test_every_field_of_every_form_is_named() -> None:
    assert [(cls.__name__, name) for cls, name in NAMES if _unnamed(cls, name)] == []


def test_a_field_that_nobody_named_is_an_error_and_not_its_code() -> None:
    with pytest.raises(KeyError):
        label(Command, "brand_new")


def test_nothing_is_named_that_no_form_has() -> None:
    forgotten = [(cls.__name__, name) for cls, own in BY_CLASS.items() for name in own if (cls, name) not in NAMES]
    assert forgotten == []
    used = {name for cls, name in NAMES if name not in BY_CLASS.get(cls, {})}
    # The figures that nobody asks for by this name come with the table of the refusals.
    assert {name for name in BY_NAME if name not in used} <= {"due", "present", "on_leave", "absent"}


def test_no_two_fields_of_a_form_have_the_same_name() -> None:
    for cls in forms.SHAPES:
        told = Counter(label(cls, name) for one, name in NAMES if one is cls)
        assert {name: times for name, times in told.items() if times > 1} == {}, cls.__name__


def test_names_are_short_and_written_as_insiders_write() -> None:
    told = {label(cls, name) for cls, name in NAMES} | set(TITLES.values())
    assert {name for name in told if not 1 < len(name) <= LONGEST_LABEL} == set()
    assert {name for name in told if HALF_WIDTH.search(name)} == set()


def test_amounts_say_that_they_are_taken_in_ten_thousands() -> None:
    told = {(cls.__name__, name): label(cls, name).endswith("（万元）") for cls, name in NAMES}
    assert {field: said for field, said in told.items() if said != field[1].endswith("_fen")} == {}


def test_nothing_is_said_in_words_that_insiders_do_not_use() -> None:
    hinted = {hint(cls, name) for cls, name in NAMES}
    valued = {word for words in (*WORDS.values(), *LISTED.values(), *KEYS.values()) for word in words.values()}
    told = {label(cls, name) for cls, name in NAMES} | hinted | valued | set(TITLES.values())
    assert {text for text in told if OUTSIDERS.search(text)} == set()


def test_every_hint_is_a_sentence_of_a_field_that_there_is() -> None:
    strangers = [(cls.__name__, name) for cls, own in HINTS.items() for name in own if (cls, name) not in NAMES]
    assert strangers == []
    assert {name for name in HINTED if name not in {name for _, name in NAMES}} == set()
    told = {hint(cls, name) for cls, name in NAMES} - {""}
    assert {text for text in told if not text.endswith("。") or UNTIDY.search(text)} == set()


def test_every_value_of_a_closed_list_has_a_word_and_none_has_two() -> None:
    for literal in forms.LISTS:
        words = choices(literal)
        assert list(words) == list(get_args(literal))
        assert all(words.values()), literal
        assert len(set(words.values())) == len(words), literal


def test_no_closed_list_is_kept_that_no_form_has() -> None:
    assert set(WORDS) == set(forms.LISTS)


def test_a_list_within_none_or_a_row_is_the_same_list() -> None:
    assert choices(AdjustmentKind | None) == choices(AdjustmentKind) == choices(tuple[AdjustmentKind, ...])
    with pytest.raises(TypeError):
        choices(str)


def test_the_words_of_a_ballot_are_those_of_the_rules_in_force() -> None:
    assert choices(RoundKind)["tie_break"] == "再次票决"
    assert choices(RoundKind, vote="票选")["tie_break"] == "再次票选"
    assert choices(Resolution, presidium="乡镇人大主席团")["presidium"] == "由乡镇人大主席团决定"


def test_a_form_offers_what_may_be_asked_for_and_nothing_that_every_decider_refuses() -> None:
    assert list(closed(CallReballot, "kind") or ()) == ["void_repeat", "tie_break", "shortfall"]
    ways = set(get_args(get_type_hints(Ballot)["if_still_tied"])) | {"presidium", "next_round"}
    assert set(closed(ResolveTie, "how") or ()) == ways
    assert closed(DraftProject, "congress") is None
    assert closed(FileDocument, "kind") == {kind: known.name for kind, known in KINDS.items()}


def test_what_is_offered_less_than_is_known_is_known() -> None:
    for (cls, name), asked in ASKED.items():
        assert asked < set(choices(get_type_hints(cls)[name]))
    for cls, name in (*ASKED, *LISTED, *KEYS):
        assert (cls, name) in NAMES


def test_every_field_of_named_texts_or_numbers_says_what_its_keys_are_called() -> None:
    named = {(cls, name) for cls, name, tp in forms.FIELDS if tp in (dict[str, str], dict[str, int])}
    assert named == set(KEYS)
    assert keys(RegisterCongress, "labels") == {"body": "会议名称", "presidium": "主席团名称", "division": "建制名称"}
    falls = keys(ReportProgress, "falls") or {}
    assert falls["year.paid_fen"] == "本年支付"
    assert falls["source:county"] == "县级到位资金"


def test_every_letter_of_a_paper_has_its_word_and_stands_in_the_hint() -> None:
    assert "".join(MARKS).translate(str.maketrans("", "", LETTERS)) == ""
    assert set(MARKS) == set(LETTERS)
    assert [letter for letter, word in MARKS.items() if f"{letter}{word}" not in hint(KeyPaper, "marks")] == []


def test_every_part_of_a_form_has_a_heading_and_no_heading_is_of_anything_else() -> None:
    assert set(TITLES) == set(forms.NESTED)
    assert title_of(Sheet) == "计票结果报告单"


def test_every_name_of_a_long_text_is_that_of_some_field() -> None:
    assert {name for name in LONG if not any(is_long(cls, one) for cls, one in NAMES if one == name)} == set()
    assert {(cls, name) for cls, name in ONE_LINE if (cls, name) not in NAMES} == set()


def test_a_long_text_is_checked_as_a_single_line_nowhere_but_where_the_form_offers_one() -> None:
    assert {(path, name) for path, name in checked_as_lines() if name in LONG} == {
        ("api/reading_persons.py", "reason"),
        ("domain/congress/erasing.py", "reason"),
        ("domain/documents/decider.py", "reason"),
    }
    assert not any(is_long(cls, "reason") for cls in (EraseContent, ReplaceDocument, Wanted))
    assert is_long(VoidRound, "reason")
    assert not is_long(FileRectificationPlan, "measures")


def test_whether_a_change_was_agreed_to_reads_as_a_decision() -> None:
    assert choices(Outcome)["refused"] == "不同意"


def checked_as_lines() -> Iterator[tuple[str, str]]:
    """Every text that is checked to be a single line, by its name and the file that checks it."""
    for path in (*ROOT.glob("*/deciders/*.py"), *ROOT.glob("domain/**/*.py"), *ROOT.glob("api/*.py")):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in ("filled", "clean"):
                yield from ((str(path.relative_to(ROOT)), word.arg) for word in each.keywords if word.arg)


def _unnamed(cls: type, name: str) -> bool:
    try:
        return not label(cls, name)
    except KeyError:
        return True
