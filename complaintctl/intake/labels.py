"""The closed lists by the words that files use for them, in either language; their codes go without saying."""

from collections.abc import Iterable, Mapping

Words = Mapping[str, tuple[str, ...]]

CHANNEL: Words = {
    "phone": (
        "telephone",
        "call",
        "phone call",
        "by phone",
        "hotline",
        "电话",
        "热线",
        "来电",
        "客服热线",
        "12378",
        "400电话",
    ),
    "web": (
        "website",
        "web form",
        "webform",
        "by web",
        "online form",
        "online",
        "internet",
        "网页",
        "网站",
        "官网",
        "网络",
        "在线",
        "网上",
    ),
    "email": ("e-mail", "mail", "by email", "邮件", "电子邮件", "邮箱"),
    "wechat": ("微信", "公众号", "微信公众号"),
    "weibo": ("微博",),
    "app": ("mobile app", "应用", "手机应用", "手机app", "客户端"),
    "letter": ("post", "postal mail", "by post", "by letter", "信件", "信函", "来信", "书信"),
    "visit": ("in person", "walk-in", "face to face", "branch", "来访", "上门", "现场", "到店", "面谈"),
    "store_book": ("store book", "suggestion book", "意见簿", "门店意见簿", "意见本", "意见箱"),
    "department": ("another department", "internal", "部门", "其他部门", "内部", "内部转办", "部门转办", "兄弟部门"),
    "dealer": ("经销商", "4s店", "门店"),
    "regulator": ("监管", "监管机构", "监管部门", "监管转办", "市场监管", "市场监管局", "12315"),
    "other": ("others", "其他", "其它"),
}
KIND: Words = {
    "complaint": ("投诉",),
    "enquiry": ("inquiry", "question", "咨询", "询问", "查询"),
    "suggestion": ("建议", "意见"),
    "concern": ("potential complaint", "early warning", "隐患", "投诉隐患", "预警", "投诉预警", "潜在投诉", "苗头"),
}
CATEGORY: Words = {
    "product": ("产品", "产品类", "产品质量", "质量", "商品"),
    "service": ("服务", "服务类", "服务质量"),
    "suggestion": ("suggestions", "建议", "建议类"),
    "other": ("others", "其他", "其它", "其他类"),
}
PRIORITY: Words = {
    "urgent": ("紧急", "特急"),
    "high": ("高", "重要"),
    "medium": ("normal", "中", "中等", "普通", "一般"),
    "low": ("低",),
}
GRADE: Words = {"general": ("一般", "一般投诉", "普通"), "major": ("重大", "重大投诉", "严重")}
STATUS: Words = {
    "open": ("not closed", "on hold", "未关闭", "未结案", "挂起", "已挂起"),
    "registered": ("new", "received", "已登记", "登记", "新建", "待处理", "待分派", "待受理", "未处理"),
    "assigned": (
        "in progress",
        "in hand",
        "pending",
        "reopened",
        "re-opened",
        "重新打开",
        "已分派",
        "已派单",
        "处理中",
        "受理中",
        "已受理",
        "跟进中",
        "进行中",
    ),
    "resolved": ("solved", "done", "已解决", "已处理", "处理完成", "待回访"),
    "revisited": ("已回访", "回访完成"),
    "closed": ("completed", "已关闭", "关闭", "已结案", "结案", "已办结", "办结", "已完结", "已完成", "完成"),
}
REMEDY: Words = {
    "apology": ("道歉", "致歉"),
    "explanation": ("解释", "说明", "解释说明"),
    "repair": ("维修", "修理"),
    "replacement": ("exchange", "更换", "换货"),
    "refund": ("退款", "退货", "退货退款"),
    "redo": ("重做", "返工", "重新服务"),
    "discount": ("折扣", "优惠", "减免"),
    "gift": ("赠品", "礼品"),
    "compensation": ("赔偿", "补偿"),
    "other": ("others", "其他", "其它"),
}
RESPONSIBILITY: Words = {
    "process": ("流程", "流程问题", "制度"),
    "staff": ("people", "员工", "人员", "员工问题"),
    "product": ("产品", "产品问题"),
    "third_party": ("第三方",),
    "misunderstanding": ("误会", "误解"),
    "customer": ("客户", "客户原因"),
    "unknown": ("unclear", "未知", "不明", "待查"),
}
OUTCOME: Words = {
    "satisfied": ("满意", "客户满意"),
    "answered": ("已答复", "已回复", "答复"),
    "withdrawn": ("撤诉", "已撤诉", "撤回", "客户撤诉", "客户撤回", "客户撤销"),
    "referred": ("移交", "已移交", "转外部", "转外部处理"),
    "unreachable": ("无法联系", "联系不上", "失联"),
    "duplicate": ("重复", "重复投诉"),
    "soothed": ("calmed", "安抚", "已安抚", "已化解"),
}
YES_NO: Words = {
    "true": ("yes", "y", "1", "是", "满意", "非常满意", "很满意", "satisfied", "very satisfied"),
    "false": ("no", "n", "0", "否", "不满意", "非常不满意", "很不满意", "dissatisfied", "unsatisfied", "not satisfied"),
}
FLAG: Words = {
    "safety": ("安全", "人身安全", "涉及安全", "涉及人身安全", "安全隐患"),
    "data_leak": ("数据泄露", "信息泄露"),
    "outage": ("服务中断", "大面积故障"),
    "compensation": ("赔偿", "索赔", "要求赔偿"),
    "large_loss": ("重大损失", "损失较大", "损失大"),
    "frequent_repair": ("反复维修", "多次维修"),
    "media": ("press", "媒体"),
    "lawyer": ("律师",),
    "police": ("警方", "公安", "报警"),
    "consumer_association": ("消协", "消费者协会"),
    "government": ("政府",),
    "regulator": ("监管", "监管机构", "监管部门"),
    "exposure_risk": ("曝光风险", "曝光"),
    "attitude": ("态度", "服务态度"),
    "violation": ("违规",),
    "minor": ("轻微", "一般性"),
}

ACTION: Words = {
    "register": ("registered", "new", "created", "received", "登记", "新建", "创建"),
    "assign": (
        "assigned",
        "reassign",
        "reassigned",
        "transfer",
        "transferred",
        "forwarded",
        "分派",
        "派单",
        "转派",
        "改派",
        "转办",
    ),
    "contact": ("contacted", "call", "called", "reply", "replied", "联系", "联系客户", "致电", "回复", "首次联系"),
    "progress": ("update", "updated", "进展", "跟进"),
    "note": ("noted", "remark", "备注", "记录", "核查"),
    "hold": (
        "on hold",
        "held",
        "paused",
        "waiting",
        "waiting for customer",
        "pending customer",
        "暂停",
        "挂起",
        "等待客户",
    ),
    "resume": ("resumed", "恢复", "继续处理"),
    "escalate": ("escalated", "升级"),
    "resolve": ("resolved", "solved", "done", "解决", "已解决", "处理完成"),
    "revisit": ("revisited", "called back", "回访", "已回访"),
    "close": ("closed", "completed", "关闭", "结案", "办结", "已关闭", "已结案"),
    "reopen": ("reopened", "re-opened", "重开", "重新打开", "再次投诉"),
}
STATELESS = frozenset({"contact", "progress", "note", "hold", "resume", "escalate", "reopen"})
"""What leads to no state of its own: in a log, words for it come before those for states."""
CLOSED: Mapping[str, Words] = {
    "channel": CHANNEL,
    "preferred_channel": CHANNEL,
    "kind": KIND,
    "category": CATEGORY,
    "priority": PRIORITY,
    "grade": GRADE,
    "status": STATUS,
    "remedy": REMEDY,
    "responsibility": RESPONSIBILITY,
    "outcome": OUTCOME,
    "satisfied": YES_NO,
    "action": ACTION,
    "reached": YES_NO,
}


def listed(codes: Iterable[str]) -> Words | None:
    """The words of the closed list that these codes are from, if there are any."""
    every = set(codes)
    return next((words for words in CLOSED.values() if words.keys() >= every), None)
