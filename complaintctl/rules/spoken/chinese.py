"""Times in Chinese."""

from complaintctl.rules.spoken.tongue import Said, Tongue

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
_TENS = {f"{tens}十{ones}": (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
         for tens in ("", *"一二三四五六七八九") for ones in ("", *"一二三四五六七八九")}  # fmt: skip
_ZEROED = {f"零{ones}": _DIGITS[ones] for ones in "一二三四五六七八九"}
_HUNDREDS = {f"{hundreds}百{tens}": number * 100 + _TENS.get(tens, 0)
             for hundreds, number in _DIGITS.items() if number
             for tens in ("", *(f"{ones}十" for ones in "一二三四五六七八九"))}  # fmt: skip
_HALVES = {"半": 0.5} | {f"{word}个半": number + 0.5 for word, number in _DIGITS.items() if number}

_DAYS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "今儿": 0, "前儿": -2,
    "昨儿": -1, "明儿": 1, "后儿": 2, "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
_PARTS = {
    "凌晨": "small hours", "清晨": "morning", "早晨": "morning", "早上": "morning", "上午": "forenoon",
    "中午": "noon", "正午": "noon", "下午": "afternoon", "午后": "afternoon", "傍晚": "dusk",
    "晚上": "evening", "晚间": "evening", "晚": "evening", "早": "morning", "夜里": "evening", "夜晚": "evening",
    "半夜": "night", "午夜": "night", "深夜": "night",
}  # fmt: skip
_SHORT = {"早": "morning", "晨": "morning", "早上": "morning", "晚": "evening", "晚上": "evening", "夜": "evening",
          "夜里": "evening"}  # fmt: skip
_NEAR = {"前": -2, "昨": -1, "今": 0, "明": 1}
_TOGETHER: dict[str, Said] = {
    near + short: {"day": day, "part": part} for near, day in _NEAR.items() for short, part in _SHORT.items()
}
_SHIFTS = {"上上": -2, "上上个": -2, "上": -1, "上个": -1, "上一": -1, "上一个": -1, "本": 0, "这": 0, "这个": 0,
           "当": 0, "下": 1, "下个": 1, "下一": 1, "下一个": 1, "下下": 2, "下下个": 2}  # fmt: skip
_YEAR = r"(?:{year}年|{yearof})?"

CHINESE = Tongue(
    words={
        "week": _SHIFTS,
        "monthof": _SHIFTS,
        "quarterof": _SHIFTS,
        "yearof": {
            "前年": -2,
            "去年": -1,
            "上年": -1,
            "上一年": -1,
            "上年度": -1,
            "今年": 0,
            "本年": 0,
            "本年度": 0,
            "当年": 0,
            "明年": 1,
        },
        "weekday": dict(zip("一二三四五六日天", (0, 1, 2, 3, 4, 5, 6, 6), strict=True)),
        "minutes": {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "整": 0, "钟": 0},
        "unit": {
            "分钟": "minutes",
            "分": "minutes",
            "刻钟": "quarters",
            "小时": "hours",
            "钟头": "hours",
            "天": "days",
            "日": "days",
            "周": "weeks",
            "星期": "weeks",
            "礼拜": "weeks",
            "月": "months",
            "年": "years",
        },
        "way": {
            word: way
            for way, words in ((-1, ("前", "以前", "之前")), (1, ("后", "以后", "之后", "内")))
            for word in words
        },
        "span": {
            "分钟": "minutes",
            "刻钟": "quarters",
            "小时": "hours",
            "钟头": "hours",
            "办公分钟": "office minutes",
            "办公小时": "office hours",
            "工作小时": "office hours",
            "工作分钟": "office minutes",
            "工作日": "workdays",
            "工作天": "workdays",
            "天": "days",
            "日": "days",
            "自然日": "days",
            "日历日": "days",
            "周": "weeks",
            "星期": "weeks",
            "礼拜": "weeks",
            "月": "months",
        },
        "plus": {"半": 0.5},
        "end": {"底": 1, "末": 1},
        "yearend": {"底": 1, "末": 1},
        "same": dict.fromkeys(
            ("当个工作日", "当工作日", "当天工作日", "同一工作日", "同一个工作日", "当天", "当日"), 1
        ),
        "half": {"上半年": 1, "下半年": 2},
    },
    numerals=_DIGITS | _TENS | _HUNDREDS | _ZEROED | _HALVES,
    phrases=(
        {word: {"now": 0} for word in ("现在", "刚才", "刚刚", "方才")}
        | {word: {"day": day} for word, day in _DAYS.items()}
        | {word: {"part": part} for word, part in _PARTS.items()}
        | _TOGETHER
    ),
    instants=(
        "{week}?(?:周|星期|礼拜){weekday}",
        _YEAR + "{month}月{date}[日号]?",
        "{year}[-/.]{month}[-/.]{date}",
        "(?:{monthof}月)?的?{date}[日号]",
        "(?:(?:" + _YEAR + "{month}|{monthof})?月){end}",
        "(?:{yearof}|年){yearend}",
        "{hour}[点时](?:{minutes}|{minute}分?(?:{second}秒)?)?",
        "{hour}:{minute}(?::{second}|)",
        "{n}个?{unit}{plus}?{way}",
        "{n}个?{unit}零?{odd}分钟?{way}",
    ),
    periods=(
        "{week}(?:周|星期|礼拜)",
        "{monthof}月份?",
        _YEAR + "{month}月份?",
        "{quarterof}季度?",
        _YEAR + "第?{quarter}季度?",
        _YEAR + "{half}",
        _YEAR + "第{weekno}周",
        "{yearof}|{year}年度?",
        "(?:最近|近|过去){n}个?{unit}",
    ),
    amounts=("{n}个?{span}{plus}?", "{n}个?{span}零?{odd}分钟?", "{same}"),
    between=("的", "，", ","),
)
