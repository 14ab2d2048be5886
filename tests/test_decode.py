"""Encodings, told by the content of files as short as real ones can be."""

import io

import pytest

from complaintctl.errors import ComplaintError
from complaintctl.intake import decode

HEADER = "content,received_at,channel,category\n"


def told(data: bytes) -> str:
    try:
        return decode.charset(io.BytesIO(data))
    except ComplaintError as error:
        return error.message()


@pytest.mark.parametrize(
    "text",
    [
        "失实,2026-11-01,phone,service",
        "𠮷,2026-11-01,phone,service",
        "𠮷野家很吵",
        "王䶮",
        "小",
        "模",
        "一",
        "态度差",
        "25°C 空调坏了",
        "联通",
        "李先生反映冰箱不制冷，要求退款。",
        "囧，客户很生气",
    ],
)
def test_csv_gbk_chinese_is_told_from_a_single_word(text):
    assert told((HEADER + text + "\n").encode("gb18030")) == "gb18030"


@pytest.mark.parametrize(
    "text",
    [
        "失实,2026-11-01,phone,service",
        "café trop cher",
        "il servizio è lento, perché?",
        "Müller sagte “nein” – größer Ärger",
        "Привет, как дела",
        "naïve",
        "£5 too much",
        "25°C",
        "Łódź",
        "Rīga ģimene Ādaži",
        "Zürich 失实",
        "plain",
        "王",
    ],
)
def test_utf8_stays_utf8(text):
    assert told((HEADER + text + "\n").encode()) == "utf-8"


@pytest.mark.parametrize(
    "text",
    [
        "café trop cher",
        "Müller sagte “nein” – größer Ärger",
        "crème brûlée à la carte, où ça?",
        "naïve\n£5",
        "€ 50 zu viel",
        "José\nNuñez\nété",
    ],
)
def test_windows_1252_is_recognised(text):
    assert told((HEADER + text + "\n").encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("text", ["Type模", "学校 小 café"])
def test_csv_false_utf8_what_can_be_both_is_asked_about(text):
    answer = told((HEADER + text + "\n").encode("gb18030"))
    assert "can't be told" in answer or answer == "gb18030"


@pytest.mark.parametrize(
    ("text", "encoding"), [("Привет как дела почему так долго", "cp1251"), ("こんにちは世界です", "shift-jis")]
)
def test_what_is_none_of_ours_is_never_read_as_one_of_ours(text, encoding):
    assert "can't be told" in told((HEADER + text + "\n").encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_characters_are_recognised(encoding):
    data = (HEADER + "投诉内容\n").encode(encoding)
    assert data.decode(told(data)) in (HEADER + "投诉内容\n", "\ufeff" + HEADER + "投诉内容\n")


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"abc\n" + "中文没问题很好".encode()[:-1] + b"\n", 2, 23),
        (b"abc\r\nx,\xe4\xb8\xad\xe6\x96\xff\r\n", 2, 11),
        (b"abc\n" + "中文没问题很好".encode("gbk") + b"\xc4\n", 2, 19),
        (b"\xef\xbb\xbfabc\n" + "中".encode() + b"\xff\n", 2, 11),
    ],
)
def test_what_cannot_be_decoded_is_an_error_with_line_and_byte(data, line, byte):
    file = io.BytesIO(data)
    encoding = decode.charset(file)
    with pytest.raises(decode.Undecodable) as caught:
        decode.check(file, encoding)
    assert f"Line {line}: byte {byte} " in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_mark_that_is_missing_is_an_error_at_the_first_byte(encoding):
    with pytest.raises(decode.Undecodable, match=f"byte 1 .*{encoding}"):
        decode.check(io.BytesIO("a,b\nc,d\n".encode(encoding)[4:] * 2), encoding)


def test_a_zero_byte_makes_it_no_text():
    with pytest.raises(decode.Binary, match="Line 2"):
        decode.check(io.BytesIO(b"a,b\nc\0,d\n"), "utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "idna", "punycode", "unicode_escape", "raw unicode escape"])
def test_an_encoding_that_is_none_of_text_is_a_usage_error(name):
    with pytest.raises(ComplaintError) as caught:
        decode.known(name)
    assert caught.value.exit_code == 2
