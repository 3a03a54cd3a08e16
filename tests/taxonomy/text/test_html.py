import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.text.html import html_to_text, looks_like_html


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Nurse</p>",
        "Duties<br>Lift",
        "<UL><LI>Lift</UL>",
        "<b>Duties</b>: lift",
        '<a href="https://example.org">Apply</a>',
        "text <span style='x'>more</span>",
        "&lt;p&gt;Escaped once&lt;/p&gt;",
        "<h2>Requirements</h2>",
    ],
)
def test_real_elements_are_html(markup: str) -> None:
    assert looks_like_html(markup)


@pytest.mark.parametrize(
    "text",
    [
        "<ORGANIZATION> seeks a nurse",
        "Research &amp; Development",
        "a < b and c > d",
        "salary <50k or >60k",
        "contact <name@example.org>",
        "List<String> in Java",
        "",
        "&lt;ORGANIZATION&gt;",
        "press <b to begin",
    ],
)
def test_other_angle_brackets_are_text(text: str) -> None:
    assert not looks_like_html(text)


def test_blocks_items_and_headings_become_lines() -> None:
    markup = (
        "<h2>Duties</h2><ul><li>Lift <b>boxes</b></li><li>Drive</li></ul><p>One.</p><p>Two.<br>Three.</p>"
    )
    assert html_to_text(markup) == "Duties\n- Lift boxes\n- Drive\n\nOne.\n\nTwo.\nThree."


def test_paragraphs_inside_items_stay_with_their_mark() -> None:
    assert (
        html_to_text("<ul><li><p>Lift</p></li><li> <div>Drive</div></li><li></li></ul>") == "- Lift\n- Drive"
    )


def test_invisible_parts_are_left_out() -> None:
    markup = "<style>p {}</style><script>alert(1)</script><p>Seen<!-- not --></p><title>T</title>"
    assert html_to_text(markup) == "Seen"


def test_entities_spaces_and_cells() -> None:
    assert html_to_text("<table><tr><td>A&amp;B</td><td>C&nbsp;&#68;</td></tr></table>") == "A&B C D"


def test_escaped_markup_is_unescaped_once() -> None:
    assert html_to_text("&lt;p&gt;R&amp;amp;D&lt;/p&gt;") == "R&D"


@pytest.mark.parametrize("markup", ["", "   ", "<p></p>", "<!-- only a comment -->", "<br>", "\x00", "&#0;"])
def test_nothing_visible_gives_an_empty_text(markup: str) -> None:
    assert html_to_text(markup) == ""


def test_depth_is_no_danger() -> None:
    assert html_to_text("<div>" * 1_000 + "deep") == "deep"
    assert html_to_text("<div>" * 50_000 + "too deep for the parser") in ("", "too deep for the parser")


@given(st.text(alphabet=st.sampled_from("<>/&;abpli#x0 \n\x00\ud800\u00e9\"'="), max_size=80))
def test_hostile_markup_never_raises(markup: str) -> None:
    text = html_to_text(markup)
    assert text == text.strip()
    assert looks_like_html(markup) in (True, False)
