"""Encodings, told by the content of files as short as real ones can be."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintctl.errors import ComplaintError
from complaintctl.intake import decode

HEADER = "content,received_at,channel,category\n"
FALSE_UTF8 = (
    "什么 一些 同时 学院 职业 之一 系统 一直 目前 学校 农业 专业 突然 统一 水平 学习 全省 实施 只要 为什么 一位 "
    "委员 同志 之前 知识 小时 状态 某些 平原 医院 一片 图片 食品 职权 确实 小说 一时 唯一 同学 录取 失去 院校 "
    "投票 抓住 停止 模式 志愿 微笑 战士 平台 证券 平时 医学 原始 医药 太太 同一 小学 微微 远远 通知 一路 药品 "
    "摇头 校园 准确 学位 指示 透露 症状 影片 职位 战胜 目录 思维 展示 沙漠 效应 爷爷 一群 支援 血液 石头 为止 "
    "抬头 省委 水系 丧失 一一 一夜 丫头 院士 思路 煤炭 证实 石英 山水 转头 通讯 女士 围墙 硕士 偶然 寻思 偏偏 "
    "失业 前途 欧元 印刷 营业 盈盈 住宅 水陆 谢谢 谁知 芯片 实习 恰恰 学员 叹息 沙滩 眉头 要么 一匹 全然 双目 "
    "应聘 双拥 雪山 拳头 偷偷 盲目 遥远 专注 专职 转注 失实 小写 小鞋 小谢 谢谢小校 小小 笑笑 要挟 穹顶 窦开远 "
    "鸩毒 黏附 毛 木 未 味 维 位 危 訂 購 車 貨 佟 芙 小 笑 校 写 谢 鞋 协 泄 芯 薪 邪 也 为 说 要 只 却"
).split()
"""Words whose bytes in GBK are valid UTF-8: Cyrillic, Greek, Hebrew, phonetic and rarer letters."""
WRITTEN = {
    "Russian": "холодильник не работает верните деньги пожалуйста очень долго ждали мастера никто перезвонил жалоба",
    "Ukrainian": "холодильник працює поверніть гроші дуже довго чекали ніхто передзвонив скарга її їхній",
    "Bulgarian": "хладилникът работи върнете парите много дълго чакахме никой обади оплакване",
    "Greek": "ψυγείο δουλεύει επιστρέψτε χρήματα περιμέναμε πολύ ώρα κανείς τηλεφώνησε παράπονο Αθήνα",
    "Hebrew": "המקרר לא עובד החזירו את הכסף חיכינו הרבה זמן אף אחד התקשר תלונה",
    "Arabic": "الثلاجة لا تعمل أعيدوا المال انتظرنا طويلا ولم يتصل أحد شكوى",
    "Persian": "یخچال کار نمی‌کند پول پس بدهید منتظر ماندیم کسی زنگ نزد شکایت",
    "German": "Kühlschrank größer Ärger über späte Rückzahlung Müller möchte für Öl süß",
    "French": "réfrigérateur cassé où déjà très déçu hôtel plutôt août garçon naïve là",
    "Spanish": "frigorífico señora mañana después está también más qué español último",
    "Portuguese": "geladeira não está três mês você também à ação coração",
    "Polish": "lodówka działa proszę zwrócić pieniądze może też że już życie",
    "Czech": "lednička nefunguje vraťte peníze může že když příliš dlouho",
    "Turkish": "buzdolabı çalışmıyor paramı geri çok bekledik kimse aramadı şikâyet",
    "Latvian": "ledusskapis nedarbojas lūdzu atdodiet naudu ģimene ļoti ilgi gaidījām",
    "Serbian": "фрижидер не ради вратите новац дуго смо чекали нико није звао жалба",
}
BROADLY = settings(
    max_examples=int(os.environ.get("COMPLAINTCTL_EXAMPLES", "200")),
    derandomize="COMPLAINTCTL_EXAMPLES" not in os.environ,
    deadline=None,
)


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
        "¿Él lo sabe?",
        "¡Última vez! ¿Qué pasa?",
        "¡¡No funciona!!",
        "§§ 12 und 13",
        "«Très bien»",
        "£50 – “no refund”",
        "It’s late",
        "5½ Stunden, 25°C",
        "© 2026 Acme®",
    ],
)
def test_windows_1252_is_recognised(text):
    assert told((HEADER + text + "\n").encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("text", ["Type模", "学校 小 café"])
def test_csv_false_utf8_what_can_be_both_is_asked_about(text):
    answer = told((HEADER + text + "\n").encode("gb18030"))
    assert "can't be told" in answer or answer == "gb18030"


@pytest.mark.parametrize("word", FALSE_UTF8)
def test_csv_false_utf8_a_word_is_told_apart_or_asked_about(word):
    assert word.encode("gb18030").decode("utf-8")
    answer = told((HEADER + word + "\n").encode("gb18030"))
    assert answer == "gb18030" or "can't be told" in answer


@pytest.mark.parametrize("words", ["谢谢", "小写", "小鞋", "小谢", "谢谢小校", "学校,专业", "小时,透露,实施"])
def test_csv_false_utf8_words_that_nobody_writes_in_another_script_are_chinese(words):
    assert told((HEADER + words + "\n").encode("gb18030")) == "gb18030"


@BROADLY
@given(
    words=st.lists(st.sampled_from([word for word in FALSE_UTF8 if len(word) > 1]), min_size=1, max_size=6),
    between=st.sampled_from(["", " ", ",", "\n"]),
)
def test_csv_false_utf8_words_are_told_apart_or_asked_about_and_never_stored_wrong(words, between):
    answer = told((HEADER + between.join(words) + "\n").encode("gb18030"))
    assert answer == "gb18030" or "can't be told" in answer


@BROADLY
@given(data=st.data(), language=st.sampled_from([*WRITTEN]))
def test_csv_false_utf8_what_people_write_in_other_scripts_stays_utf8(data, language):
    words = [word for word in WRITTEN[language].split() if not word.isascii()]
    some = data.draw(st.lists(st.sampled_from(words), min_size=3, max_size=6, unique=True))
    assert told((HEADER + " ".join(some) + "\n").encode()) == "utf-8"


@pytest.mark.parametrize("language", [*WRITTEN])
def test_an_odd_word_among_many_leaves_no_doubt(language):
    many = " ".join(word for word in WRITTEN[language].split() if not word.isascii())
    assert told((HEADER + f"{many},\n" * 20 + "ô,\nС,\n°,\n").encode()) == "utf-8"
    many = " ".join(word for word in FALSE_UTF8 if len(word) > 1)
    assert told((HEADER + f"{many},\n" * 20 + "été,\n").encode("gb18030")) == "gb18030"


@pytest.mark.parametrize("text", ["Ž", "ż", "é", "в", "да", "רע", "°"])
def test_a_letter_or_two_that_may_be_chinese_are_never_taken_for_it(text):
    answer = told((HEADER + text + "\n").encode())
    assert answer == "utf-8" or "can't be told" in answer


@pytest.mark.parametrize(
    "text",
    [
        "it broke，again（twice）",
        "he said “never” again",
        "it’s broken…",
        "room was 35°C",
        "It broke – again",
        "Müller",
        "café",
        "3×4 cm",
        "→ next",
        "【urgent】please！",
        "　Hello",
        "plain\n" * 10 + "don’t call",
    ],
)
def test_signs_of_gb18030_are_told_from_a_single_one_in_english(text):
    assert told((HEADER + text + "\n").encode("gb18030")) == "gb18030"


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize(
    "text", ["电话没人接", "服务很差", "ツール", "жалоба", "хуже", "도와주세요", "太贵 👍", "café é"]
)
def test_utf8_that_is_cut_within_its_last_character_is_an_error_there(text, cut):
    data = (HEADER + text).encode()
    cut = min(cut, len(text[-1].encode()) - 1)
    file = io.BytesIO(data[:-cut])
    with pytest.raises(decode.Undecodable, match=rf"Line 2: byte {len(data) - len(text[-1].encode()) + 1} .*utf-8"):
        decode.check(file, decode.charset(file))


@pytest.mark.parametrize("text", ["电话没人接", "太贵 👍"])
def test_utf8_that_is_broken_in_its_midst_is_never_read_as_mojibake(text):
    file = io.BytesIO((HEADER + text).encode()[:-1] + b"\nplain,,,\n")
    with pytest.raises(decode.Undecodable, match=r"Line 2: .*utf-8"):
        decode.check(file, decode.charset(file))


@pytest.mark.parametrize("row", [b"\xff\xfe", b"bad \xff\xfe row", b"\xff\xfea\0", b"\xff\xfe\xff\xfe"])
@pytest.mark.parametrize("before", ["电话没人接", "café", "Привет", "plain"])
def test_what_is_no_character_anywhere_is_an_error_at_its_byte(before, row):
    data = (HEADER + before + "\n").encode() + row + b"\n"
    file = io.BytesIO(data)
    with pytest.raises(decode.Undecodable, match=rf"Line 3: byte {data.index(0xFF) + 1} .*\(0xFF\).*utf-8"):
        decode.check(file, decode.charset(file))


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
