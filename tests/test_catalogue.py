"""Every sentence has its Chinese, and the program reads what was written."""

import gettext
import re

import pytest

from complaintctl.locale import catalogue, language, local
from tests.catalogue import MO, compiled, fields, sentences, translations

FOUND = sentences()


@pytest.fixture(scope="module")
def chinese():
    return {entry.id: entry for entry in translations() if entry.id}


def test_every_sentence_has_a_translation(chinese):
    assert [sentence for sentence in FOUND if not getattr(chinese.get(sentence), "string", "")] == []


def test_a_translation_has_the_same_fields(chinese):
    assert [entry.id for entry in chinese.values() if fields(entry.id) != fields(entry.string)] == []


def test_no_translation_is_left_over_or_doubted(chinese):
    assert [sentence for sentence, entry in chinese.items() if sentence not in FOUND or entry.fuzzy] == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("超时", "逾期"), ("政策", "制度"), ("热点", "高频"), ("补救方式", "处理方式"), ("挂起", "暂停"),
        ("答复用时", "首次答复用时"), ("中位数", "中位(?!数)"),
    ],
)  # fmt: skip
def test_one_thing_has_one_word_in_chinese(chinese, word, other):
    assert [entry.string for entry in chinese.values() if re.search(other, entry.string)] == []
    assert any(word in entry.string for entry in chinese.values())


def test_the_program_reads_what_the_translators_wrote(tmp_path):
    fresh = tmp_path / "fresh.mo"
    compiled(translations(), fresh)
    with fresh.open("rb") as made, MO.open("rb") as kept:
        assert _entries(made) == _entries(kept), "run python -m tests.catalogue"


def _entries(file):
    entries = dict(gettext.GNUTranslations(file)._catalog)
    del entries[""]
    return entries


def test_english_is_what_stands_in_the_code():
    assert catalogue("en")("must be text.") == "must be text."


def test_chinese_comes_from_the_catalogue():
    assert catalogue("zh")("must be text.") == "必须是文字。"


def test_what_has_no_translation_stays():
    assert [catalogue("zh")(text) for text in ("", "unheard of")] == ["", "unheard of"]


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        ((), {}, "en"),
        ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ((), {"LANG": "en_GB.UTF-8", "COMPLAINTCTL_LANG": "zh"}, "zh"),
        ((), {"COMPLAINTCTL_LANG": "fr"}, "en"),
        (("--lang", "zh", "list"), {}, "zh"),
        (("list", "--lang=zh"), {"LANG": "en_GB.UTF-8"}, "zh"),
        (("list", "--lang", "en"), {"LANG": "zh_CN.UTF-8"}, "en"),
        (("search", "--", "--lang=zh"), {}, "en"),
        (("list", "--lang"), {}, "en"),
    ],
)
def test_the_language_is_the_option_then_ours_then_the_locales(argv, environ, expected):
    assert language(argv, environ) == expected


@pytest.mark.parametrize(
    ("label", "lang", "expected"),
    [
        ({"en": "R&D", "zh": "研发部"}, "zh", "研发部"),
        ({"en": "R&D"}, "zh", "R&D"),
        ({"zh": "研发部"}, "en", "研发部"),
        ({}, "en", ""),
    ],
)
def test_a_label_is_in_the_readers_language_where_there_is_one(label, lang, expected):
    assert local(label, lang) == expected
