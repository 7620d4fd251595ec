"""The one rule for the signs of a text: what stays, what is taken out, what is refused."""

import pytest

from setframework.web.forms.signs import LONGEST, find_fault, is_blank, lines, one_line

NAMES = [
    "Zoë O’Connor",
    "Nguyễn Thị Bích",
    "Иван Петров-Водкин",
    "Ελένη Παπαδοπούλου",
    "山田 太郎",
    "葛\U000e0100城",
    "iPhoneケース",
    "علی\u200cرضا",
    "שָׁלוֹם",
    "ශ්\u200dරී",
    "র\u200d্যাব",
    "လွှို့ဝှက်",
    "ลี้",
    "Team 👩\u200d💻 ❤\ufe0f 1\ufe0f\u20e3",
    "Team \U0001fa77",
    "50 μs, 4 kΩ",
    "C++/C#, Ⅳ",
]


@pytest.mark.parametrize("name", NAMES)
def test_name_of_any_script_stays_as_it_is(name):
    assert one_line(name) == name
    assert find_fault(name) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada\u202e ecalevoL", "Ada ecalevoL"),
        ("\u2067Ada\u2069\u200f", "Ada"),
        ("\ufeffA\u200bd\u2060a\u00ad", "Ada"),
        ("A\u200dd\u200ca", "Ada"),
        ("A\ufe0fda\U000e0041", "Ada"),
        ("\ue000Ada\ufdd0\U0010ffff", "Ada"),
        ("Ada\u3164\u115f\u2800\uffa0", "Ada"),
        ("\u0336Ada", "Ada"),
        (" Ada\t\v\n\u2028King\u3000\x1b", "Ada King"),
        ("Zoe\u0308", "Zoë"),
        ("Ａｄａ", "Ada"),
        ("𝐀𝓭𝚊", "Ada"),
        ("half\ud800", "half"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_spelling_is_one(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize("unseen", ["", " \t", "\u3164", "\u2800 \u115f", "\u200b\u202e", "\u0336"])
def test_nothing_to_see_is_nothing(unseen):
    assert is_blank(unseen)
    assert one_line(unseen) == ""


@pytest.mark.parametrize(
    ("name", "sign", "strange"),
    [
        ("Аda", "А", "Cyrillic"),
        ("Pаypal", "а", "Cyrillic"),
        ("Ivan Gοοgle", "ο", "Greek"),
        ("Ꭺda", "Ꭺ", "Cherokee"),
        ("Микhаил", "h", "Latin"),
        ("O’Сonnor", "С", "Cyrillic"),
    ],
)
def test_letters_of_two_alphabets_in_a_word_are_refused_by_name(name, sign, strange):
    fault = find_fault(one_line(name))

    assert fault is not None
    assert f"the sign “{sign}” is {strange}," in fault


@pytest.mark.parametrize("name", ["Z\u0302\u0303\u0304\u0305\u0306\u0307", "e\u0336\u0336", "ส็็"])
def test_heap_of_marks_is_refused(name):
    assert find_fault(one_line(name)) == (
        "One letter has too many marks above or below it. Leave some out."
    )


def test_long_text_keeps_everything_but_control_characters():
    typed = "One\r\ntwo\vthree\x85four\u2029five\tsix \u202e👩\u200d💻\x1b\x07 Аda е\u0301"

    assert lines(typed) == "One\ntwo\nthree\nfour\nfive\tsix 👩\u200d💻 Аda е\u0301"


def test_null_is_left_for_the_field_that_refuses_it():
    assert one_line("a\x00b") == "a\x00b"
    assert lines("a\x00b") == "a\x00b"


def test_text_that_no_field_takes_is_not_read():
    typed = "\u202e" * (LONGEST + 1)

    assert one_line(typed) == typed
    assert find_fault(typed) is None
