"""Words go out to a translator as a table and come back."""

from __future__ import annotations

import pytest

from tests.core.xforms.forms import sheets
from vigie.core.xforms.prompts import NotPrompts, languages, prompts, to_csv, untranslated, with_translations

FR, FF = "label::Français (fr)", "label::Fulfulde (ff)"
FORM = {
    **sheets({"type": "select_one l", "name": "a", FR: "=Un; \"deux\"", FF: "", "hint::Français (fr)": "Aide"},
             default_language="Français (fr)"),
    "choices": [{"list_name": "l", "name": "y", FR: "Oui", FF: "Eey"}],
}  # fmt: skip


def test_every_text_has_a_place_of_its_own():
    assert languages(FORM) == ["Français (fr)", "Fulfulde (ff)"]
    found = [(each.where, each.words, each.translation) for each in prompts(FORM, "Fulfulde (ff)")]
    assert found == [("survey/a/label", '=Un; "deux"', ""), ("choices/l/y/label", "Oui", "Eey")]
    assert untranslated(FORM, "Fulfulde (ff)") == 1


@pytest.mark.parametrize("separator", [";", ","])
def test_a_table_comes_back_whatever_the_spreadsheet_made_of_it(separator):
    table = f"where{separator}words{separator}translation\r\nsurvey/a/label{separator}x{separator} Go’o \r\n"
    changed, taken = with_translations(FORM, "Fulfulde (ff)", table.encode())
    assert taken == 1 and changed["survey"][0][FF] == "Go’o" and FORM["survey"][0][FF] == ""


def test_no_cell_of_the_table_is_a_formula_and_the_words_come_back():
    table = to_csv(prompts(FORM, "Français (fr)"))
    assert '"\'=Un; ""deux"""' in table
    assert with_translations(FORM, "Français (fr)", table.encode())[1] == 0


@pytest.mark.parametrize(
    ("table", "code"),
    [(b"\xff\xfe\x00", "not-text"), (b"a;b\n1;2", "no-header"), (b"", "no-header"),
     (b"where;translation\nsurvey/b/label;x\n", "unknown-place")],
)  # fmt: skip
def test_what_is_no_table_of_words_says_so(table, code):
    with pytest.raises(NotPrompts) as refused:
        with_translations(FORM, "Fulfulde (ff)", table)
    assert refused.value.args[0] == code
