"""Which script bytes are likely to be in: how Chinese or western they look, read as one encoding or another."""

import codecs
import re
import unicodedata
from collections import Counter

from complaintctl.errors import Refused

UTF8, GB, LATIN, BIG5 = "utf-8", "gb18030", "cp1252", "big5"
_ASKED = frozenset({BIG5, "cp1251", "koi8-r", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"})
"""What else complaints are written in: never taken for granted, but worth a question."""

_UTF8_CHAR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_CHAR = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]")
_UTF8_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_LONG = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]")
_GB_SIGN = rb"[\xa1-\xa3\xa6-\xa9][\xa1-\xfe]|\xa8[\x40-\x7e]"
_GB_COMMON = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|" + _GB_SIGN + rb"|" + _GB_LONG.pattern)
_GB_HAN = re.compile(rb"[\x81-\xa0\xb0-\xf7][\x40-\x7e\x80-\xfe]")
_GB_RARER = re.compile(rb"[\xd8-\xf7][\xa1-\xfe]")
_RUN = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]+")
_SPANISH = rb"(?=[\xc1\xc9\xcd\xd1\xd3\xda\xdc\xe1\xe9\xed\xf1\xf3\xfa\xfc][A-Za-z][^\n]*%s)"
_SPANISH_QUESTION = re.compile(rb"\xbf" + _SPANISH % rb"\?")
_SPANISH_CALL = rb"\xa1" + _SPANISH % rb"!" + rb"|\xa1\xa1(?=[^\n]*!!)|\xa1\xbf(?=[^\n]*(?:\?!|!\?))"
_NO_LATIN = re.compile(rb"(?!\xa7\xa7|" + _SPANISH_CALL + rb")(?:" + _GB_SIGN + rb")")
"""Signs of GB18030, read as Windows-1252: nobody writes `¡°`, `£¬` or `¨¦`; but `§§`, `¡Él no!` and `¡¡No!!`."""
_LONE_MARK = re.compile(rb"(?<![\x80-\xff])(?:\xff\xfe|\xfe\xff)+(?![\x80-\xff])")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LATIN_LETTER = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff\x8a\x8c\x8e\x9a\x9c\x9e\x9f]")
_WORD = re.compile(r"[^\x00-\x7f]+")
_SIGN = re.compile(r"[\xa1-\xbf×÷]")
_SIGN_IN_USE = re.compile(r"[£¥¢§©](?= ?\d)|(?<=\d)[°²³½]|(?<=\d )°|(?<=[\dnN.])[ªº]|[¡¿«](?=[A-Za-z])|(?<=[A-Za-z.])»")
_VOWELS = {"CYRILLIC": "аеиоуыэюяёѣіїєў", "GREEK": "αεηιουωάέήίόύώϊϋΐΰ", "LATIN": ""}
_HIDDEN_SHARE = 0.9
_BY_CHANCE = 0.05
_FEW = 20


_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运投诉客户服态质退款换维修车售货订单快递差慢坏赔偿联商店收费价购买器冰箱调拒绝欺骗误迟送延票卡网络号码拨请致歉评"
    "响漏油刹故障险付贷息银医校房租李刘陈杨黄赵吴周徐孙朱胡郭林梁郑罗宋谢唐韩曹邓萧冯曾蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔陆廖姚邱夏谭韦贾邹石熊孟秦阎薛侯雷龙段郝孔邵史毛顾赖武康贺严尹钱施牛洪"
    "龚伟芳娜秀英敏静丽勇艳杰涛超霞刚桂士姐這個們來為國時說會對過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見產給門兒東聲員論處義幾認條氣題爾變總電數報結務場計資許統區隊決馬書則聽達"
    "強難權設記類據張規萬覺術領確傳師觀讓識帶導爭運訴戶態質換維車話貨訂單遞壞賠償聯費價購買調絕騙誤遲請響險貸醫網號碼劉陳楊趙吳孫鄭羅謝鄧馮蕭蘇葉呂蔣鍾盧陸韋賈鄒顧賴賀嚴錢龔偉麗艷濤剛風樂邊飛語親係並裏臺灣"
    "滿興廣壓該樓檢測試驗證層減較續線紅紙級約練組細終緊編錯鐵銀鋼鏡閉際隨須預頓頻額願顯飯館魚鳥黃黨龍轮胎爆仪座椅鼓速底盘耗驶配置符功率锁窗屏控充池"
    "省元选职台笑始约图千准装影远群示值源片支证越双织志药站失营食占突胜杀席状血细效习楼协注喜印沙压园止预皮执谁谈愿夜辖希顺散停训录爷诗露植痛庭追探枪迎盛墙野缺页拥雪圣戏圆寻私驻纸坦丝鲁摇潜庄睡童抓址染透森液坛偏税迅途隆壮签孝篇讯徒泉泰呀贫缘跃鹿洗圈抬迁叹炸援询症袭寨券拳稀枝偷撞惜扫祝涌劝浅丧涂牵刷债写鞋模"
)
"""The characters that most of a Chinese text consists of, in either way of writing, names and complaints among them."""
_SEEN, _MOSTLY, _CLEARLY = 0.3, 0.5, 0.2
"""So large a share of frequent characters may be Chinese, or is; so much more in one encoding tells it from another."""
_MANY, _AT_LEAST = 8, 0.2
"""Of so many Chinese characters so large a share is frequent; so many words of one kind outweigh one of the other."""


def told(text: bytes, *, utf8: bool, gb: bool) -> str:
    """The encoding of a sample of lines that aren't ASCII.

    `utf8`: all of the file can be read as such, but for a last character that is cut off; `gb`: all of it can.
    With other broken characters it is the encoding it was meant in: whoever reads it names them. Undecided where
    several fit, or none of ours.
    """
    valid = _share_of_utf8(text)
    if (utf8 and (not text or _UTF8_CHAR.search(text))) or valid >= _HIDDEN_SHARE:
        return _true_or_false_utf8(text, gb=gb)
    ours, theirs = _frequent(text, GB), _frequent(text, BIG5)
    if _UTF8_LONG.search(text) and (_frequent(text, UTF8) > ours or valid > ours + _MOSTLY):
        return UTF8
    if theirs > max(_MOSTLY, ours + _CLEARLY):
        raise Undecided(BIG5, GB)
    chinese, western = _chinese(text), _western(text)
    count = len(_GB_CHAR.findall(text))
    if ours < _AT_LEAST and len(_GB_HAN.findall(text)) >= _MANY and western < 0.8:
        return _as_weighed(text, gb=gb)
    spanish = western >= 0.8 and _SPANISH_QUESTION.search(text)
    if chinese >= 0.6 and (chinese > western or ours >= _SEEN) and (gb or western < 0.5) and not spanish:
        return GB
    if western >= 0.8:
        return LATIN
    if gb and western < 0.5 and chinese >= 0.3 and count < _FEW:
        return GB
    if not gb and _UTF8_LONG.search(text):
        return UTF8
    return _as_weighed(text, gb=gb)


def _share_of_utf8(text: bytes) -> float:
    """How much of what isn't ASCII is characters of UTF-8, a mark of UTF-16 in the midst of it apart: 0 to 1."""
    high = sum(byte >= 0x80 for byte in _LONE_MARK.sub(b"", text))
    return sum(map(len, _UTF8_CHAR.findall(text))) / high if high else 1.0


def _frequent(text: bytes, encoding: str) -> float:
    """How much of it are frequent characters of Chinese, read as this encoding: 0 to 1."""
    letters = [char for char in text.decode(encoding, "ignore") if not char.isascii() and char.isalpha()]
    return sum(char in _FREQUENT for char in letters) / len(letters) if letters else 0.0


def _true_or_false_utf8(text: bytes, *, gb: bool) -> str:
    """A few Chinese words in GBK are valid UTF-8 as well, of two bytes a character or four (csv-false-utf8)."""
    chars = _UTF8_CHAR.findall(text)
    if not gb or sum(len(char) == 3 for char in chars) > _BY_CHANCE * len(chars):
        return UTF8
    words = [*_WORD.finditer(text.decode(UTF8, "ignore"))]
    natural = Counter(map(_natural, words))
    if not words or natural[True] > _MANY * natural[False]:
        return UTF8
    if natural[False] > _MANY * natural[True] and max(_chinese(text), _frequent(text, GB)) > _MOSTLY:
        return GB
    if natural[True] and _chinese(text) < _HIDDEN_SHARE:
        return UTF8
    raise Undecided(UTF8, GB)


def _natural(found: re.Match[str]) -> bool | None:
    """Whether somebody writes like that, rather than Chinese in GB18030; None where both may be."""
    word, chinese = found[0], _frequent(found[0].encode(), GB)
    scripts = {*map(_script, word)}
    beside = _plain_letters_beside(found)
    if beside and scripts <= {"LATIN", "COMBINING"}:
        return beside > 1 or word <= "ÿ" or not chinese or None
    if _SIGN.fullmatch(word):
        return True if _SIGN_IN_USE.match(found.string, found.start()) else None
    if max(word) > "\uffff":
        return False if "Cn" in map(unicodedata.category, word) else _chinese(word.encode()) < _MOSTLY or None
    if len(word) > 1 and not _is_of_one_script(word, scripts):
        return False
    if len(word) > 1 and _is_spoken(word):
        return chinese < _MOSTLY or None
    return False if chinese == 1 else None


def _plain_letters_beside(found: re.Match[str]) -> int:
    """On how many sides ASCII letters stand: an accent is within a word, a Chinese character between words."""
    text, start, end = found.string, found.start(), found.end()
    return sum(char.isascii() and char.isalpha() for char in text[max(0, start - 1) : start] + text[end : end + 1])


def _is_of_one_script(word: str, scripts: set[str]) -> bool:
    """Whether all are letters of a script, capitals first; of the one that has its plain letters in ASCII only two."""
    marked = unicodedata.category(word[0]).startswith("M")
    if marked or len(scripts - {"COMBINING"}) != 1 or "" in scripts or word not in _cases(word):
        return False
    return "LATIN" not in scripts or (len(word) == 2 and max(word) < "ɐ")


def _cases(word: str) -> tuple[str, str, str]:
    return word.capitalize(), word.upper(), word.lower()


def _is_spoken(word: str) -> bool:
    """Whether the letters are not all the same, with a vowel among them where their script writes vowels."""
    vowels = _VOWELS.get(_script(word[0]))
    return len(set(word)) > 1 and (vowels is None or any(char in vowels for char in word.lower()))


def _script(char: str) -> str:
    """The script of a letter: LATIN, CYRILLIC, ARABIC and so on; empty where it is none."""
    return unicodedata.name(char, "").partition(" ")[0] if unicodedata.category(char)[0] in "LM" else ""


def _chinese(text: bytes) -> float:
    """How much of it is common Chinese, read as GB18030: 0 to 1."""
    chars = _GB_CHAR.findall(text)
    common = sum(1.0 if _GB_COMMON.fullmatch(char) else 0.5 if _GB_RARER.fullmatch(char) else 0.0 for char in chars)
    return common / len(chars) if chars else 0.0


def _western(text: bytes) -> float:
    """How much of it looks like accents and dashes in a western text, read as Windows-1252: 0 to 1."""
    if _UNDEFINED.search(text) or _NO_LATIN.search(text):
        return 0.0
    natural, total = 0, sum(len(found) for found in _GB_LONG.findall(text))
    text = _GB_LONG.sub(b"  ", text)
    for run in _RUN.finditer(text):
        total += len(run[0])
        around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        beside = any(chr(byte).isalpha() for byte in around)
        if len(run[0]) == 1 or (len(run[0]) < 4 and (beside or not _LATIN_LETTER.search(run[0]))):
            natural += len(run[0])
    return natural / total if total else 0.0


def _as_weighed(text: bytes, *, gb: bool) -> str:
    """What the detector makes of it; only what it shares with us is taken over, anything else is asked about."""
    from charset_normalizer import from_bytes

    best = from_bytes(text).best()
    found = codecs.lookup(best.encoding).name if best else ""
    latin = not _UNDEFINED.search(text) and not _NO_LATIN.search(text)
    if gb and found in ("gb2312", "gbk", GB):
        return GB
    if latin and found == LATIN:
        return LATIN
    if found in _ASKED:
        raise Undecided(found)
    possible = [name for name, fits in ((GB, gb), (LATIN, latin)) if fits]
    if not possible:
        return UTF8
    raise Undecided(*possible)


class Undecided(Refused):
    code = "encoding"

    def __init__(self, *candidates: str) -> None:
        super().__init__(
            "The file's encoding can't be told for sure; it may be {candidates}.",
            hint="Name it: --encoding {first}",
            candidates=", ".join(candidates),
            first=candidates[0],
        )
