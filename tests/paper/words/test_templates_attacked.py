"""Is a template of an office's own filled in where it is harmless, and refused in Chinese wherever its words are not?"""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.paper.refusals import TemplateRefused
from api.paper.words.editable.filling import blank, filled
from tests.paper.words.templates import LONG, OF, ON, refused, said_by, template


def test_an_office_s_own_template_is_filled_in() -> None:
    own = template(
        "示例县人大常委会文件", "{{ number }}", "{{title}}", "{%p for line in paragraphs %}", "　　{{ line }}", "{%p endfor %}",
        '{% if on == "2024年1月19日" and not to %}{{ signed[0] }} {{ on }}{% else %}无{% endif %}',
    )  # fmt: skip
    assert said_by(filled(OF, ON, own)) == [
        "示例县人大常委会文件", "（第4号）", "示例公告", "　　甲项", "　　乙项", "示例主席团 2024年1月19日",
    ]  # fmt: skip
    assert filled(OF, ON, own) == filled(OF, ON, own)


@pytest.mark.parametrize(
    "said",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title['__class__'] }}",
        "{{ body._items }}",
        "{{ body.__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace }}",
        "{{ range(10) }}",
        "{{ title.format(title) }}",
        "{{ '%s' % title }}",
        "{{ title.upper() }}",
        "{{ title|attr('__class__') }}",
        "{{ title|safe }}",
        "{{ title|upper }}",
        "{{ 9**9**9 }}",
        "{{ '字' * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ [1,2,3] }}",
        "{{ {'甲': 1} }}",
        "{{ 1 if title else 2 }}",
        "{% set x = title %}{{ x }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% call title() %}{% endcall %}",
        "{% filter upper %}字{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% for x in range(999999999) %}{% endfor %}",
        "{% for x in body recursive %}{{ loop(body) }}{% endfor %}",
        "{% for x in 'abc' %}{{ x }}{% endfor %}",
        "{% for x in title %}{{ x }}{% endfor %}",
        "{% for x in [1] %}{{ x }}{% endfor %}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{% with a = 1 %}{{ a }}{% endwith %}",
        "{{ title[title] }}",
        "{{ title[0:1] }}",
        "{{ body }}",
        "{{ 不知道 }}",
        "{{ title.nothing }}",
        "{{ title ",
        "{% for x in body %}",
        "{% endfor %}",
        "{% if %}",
        "{% for a in body %}{% for b in body %}{% for c in body %}{% for d in body %}字{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_whatever_is_more_than_printing_and_going_through_lists_is_refused(said: str) -> None:
    refused(template(said), "模板")


def test_loops_within_loops_end() -> None:
    loops = "{% for a in body %}{% for b in body %}{% for c in body %}{% endfor %}{% endfor %}{% endfor %}"
    refused(template(loops), "循环一共超过", LONG)


def test_what_swells_is_stopped_while_it_grows() -> None:
    refused(template("{% for a in body %}{% for b in body %}{{ b.text }}{% endfor %}{% endfor %}"), "大于", LONG)


def test_a_header_and_the_properties_of_the_file_are_templates_as_well() -> None:
    made = docx.Document(io.BytesIO(blank()))
    made.sections[0].header.paragraphs[0].text = "{{ title.__class__ }}"
    written = io.BytesIO()
    made.save(written)
    refused(written.getvalue(), "__class__")
    made = docx.Document(io.BytesIO(blank()))
    made.core_properties.comments = "{{ cycler }}"
    written = io.BytesIO()
    made.save(written)
    refused(written.getvalue(), "不认识")


def test_ifs_within_ifs_end() -> None:
    refused(template(*["{%p if title %}"] * 50, "字", *["{%p endif %}"] * 50), "最多套")
    refused(template("{% if title %}" * 280, "{% endif %}" * 280), "模板里")


@pytest.mark.parametrize(
    "said",
    [
        ["{%p if title %}", "字" * 300, "{%p endif %}"] * 150,
        ["{{p " + "x" * 1400 + "}"] * 150,
        ["{%tc " + " " * 1400 + "}"] * 150,
        ["{% colspan" + " " * 1400 + "}"] * 150,
        ["{%- title -%}" + "x" * 1000] * 200,
    ],
)
def test_the_worst_that_the_limits_let_in_comes_to_an_end(said: list[str]) -> None:
    """Whatever looks for words of a template by patterns could be made to look for hours."""
    try:
        assert said_by(filled(OF, ON, template(*said)))
    except TemplateRefused as refusal:
        assert refusal.detail  # noqa: PT017 - either way will do


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_no_text_in_a_template_ends_in_anything_but_a_file_or_a_refusal(said: str) -> None:
    visible = "".join(letter for letter in said if letter.isprintable())
    try:
        filled(OF, ON, template(f"{{{{ {visible} }}}}{{% {visible} %}}"))
    except TemplateRefused as refusal:
        assert refusal.detail  # noqa: PT017 - either way will do
