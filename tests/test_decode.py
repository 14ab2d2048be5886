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
        "門壞了，客服態度惡劣",
        "王伟,李娜,张敏,刘洋,陈静,杨艳,赵磊,黄强,周杰,吴婷",
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
    ("text", "encoding"),
    [
        ("Привет как дела почему так долго", "cp1251"),
        ("Холодильник не работает, верните деньги", "koi8-r"),
        ("こんにちは世界です", "shift-jis"),
        ("お問い合わせの件ですが、まだ返事がありません", "euc-jp"),
        ("고객 불만 냉장고가 차갑지 않습니다 환불 요청", "euc-kr"),
        *((text, "big5") for text in ("門壞了", "張小姐", "服務態度惡劣", "台灣大哥大收費問題", "郵差沒有送信")),
    ],
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


@pytest.mark.parametrize("data", [b"a,b\nc\0,d\n", (HEADER + "中\0文,很好\n").encode(), b"a\0\0\0\0" + b"text " * 90])
def test_a_few_zero_bytes_are_somebodys_data(data):
    assert told(data) == "utf-8"
    decode.check(io.BytesIO(data), "utf-8")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0", b"a,b\n" + bytes(range(256)) * 4]
)
def test_many_control_characters_make_it_no_text(data):
    assert "this is no text file" in told(data)


def test_wide_characters_read_as_narrow_ones_are_no_text():
    with pytest.raises(decode.Binary, match="Line 1"):
        decode.check(io.BytesIO(HEADER.encode("utf-16-le")), "utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "idna", "punycode", "unicode_escape", "raw unicode escape"])
def test_an_encoding_that_is_none_of_text_is_a_usage_error(name):
    with pytest.raises(ComplaintError) as caught:
        decode.known(name)
    assert caught.value.exit_code == 2
