"""What other people's files call the things an import can set, in English and Chinese."""

from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    "external_id": (
        "id", "编号", "投诉编号", "投诉单号", "工单号", "工单编号", "单号", "案件编号", "案号", "流水号", "受理编号",
        "外部编号", "case id", "case number", "case no", "complaint id", "complaint no", "complaint number",
        "ticket", "ticket id", "ticket no", "ticket number", "ticket #", "issue id", "reference id",
    ),
    "source": ("来源系统", "数据来源", "source system"),
    "content": (
        "投诉内容", "内容", "投诉描述", "问题描述", "投诉详情", "详情", "事由", "投诉事由", "情况描述", "反映内容",
        "反馈内容", "问题内容", "工单内容", "描述", "complaint", "complaint text", "complaint details",
        "complaint description", "customer complaint", "consumer complaint narrative", "narrative", "description",
        "details", "text", "message", "what happened",
    ),
    "demand": (
        "诉求", "客户诉求", "投诉诉求", "客户要求", "要求", "投诉要求", "客户期望", "诉求内容", "request",
        "desired resolution", "desired outcome", "customer demand", "customer request",
    ),
    "customer": (
        "投诉人", "客户", "客户姓名", "客户名称", "姓名", "投诉人姓名", "联系人", "顾客", "顾客姓名", "消费者",
        "车主", "车主姓名", "投保人", "反映人", "customer name", "name", "complainant", "complainant name", "client",
        "client name", "contact name", "consumer",
    ),
    "phone": (
        "联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "投诉人电话", "客户电话",
        "客户手机", "联系手机", "来电号码", "主叫号码", "phone number", "mobile", "mobile no",
        "phone no", "mobile number",
        "mobile phone", "cell phone", "telephone", "telephone number", "tel", "contact number", "customer phone",
    ),
    "email": (
        "邮箱", "电子邮箱", "电子邮件", "邮件", "邮箱地址", "邮件地址", "email address", "mail", "customer email",
    ),
    "ref": (
        "车牌号", "车牌", "车牌号码", "订单号", "订单编号", "保单号", "保单号码", "会员号", "会员卡号", "车架号",
        "合同号", "合同编号", "客户编号", "reference", "reference number", "plate", "plate number", "license plate",
        "order number", "order no", "order id", "policy number", "policy no", "contract number", "vin",
    ),
    "preferred_channel": (
        "偏好渠道", "首选渠道", "期望联系方式", "希望联系方式", "回复方式", "preferred contact",
        "preferred contact method",
    ),
    "channel": (
        "渠道", "投诉渠道", "来源渠道", "受理渠道", "投诉方式", "受理方式", "投诉来源", "受理途径", "接入渠道",
        "来电渠道", "received via", "via", "submitted via", "how received", "intake channel", "contact channel",
    ),
    "kind": ("工单类型", "诉求类型", "受理类型", "case type", "ticket type"),
    "category": (
        "类别", "分类", "投诉类别", "投诉分类", "投诉类型", "问题分类", "问题类型", "投诉大类", "complaint category",
        "complaint type",
    ),
    "cause": ("投诉原因", "原因分类", "complaint cause"),
    "flags": ("标记", "风险标记", "flag"),
    "tags": ("标签", "tag", "labels", "label", "keywords", "关键词"),
    "affected": ("影响人数", "涉及人数", "受影响客户数", "影响客户数", "affected customers", "customers affected"),
    "amount": (
        "金额", "涉及金额", "涉诉金额", "争议金额", "投诉金额", "amount at stake", "disputed amount", "claim amount",
    ),
    "priority": ("优先级", "紧急程度"),
    "grade": ("投诉等级", "投诉级别"),
    "status": (
        "状态", "处理状态", "工单状态", "投诉状态", "进度", "处理进度", "当前状态", "case status",
        "complaint status", "ticket status",
    ),
    "department": (
        "责任部门", "部门", "处理部门", "受理部门", "承办部门", "责任单位", "承办单位", "归属部门", "dept",
        "responsible department", "assigned department",
    ),
    "handler": (
        "处理人", "责任人", "经办人", "承办人", "负责人", "处理人员", "跟进人", "客服专员", "assignee",
        "assigned to", "agent", "owner", "case owner", "handled by",
    ),
    "registered_by": (
        "登记人", "受理人", "接待人", "记录人", "录入人", "创建人", "接线员", "recorded by", "created by",
        "taken by",
    ),
    "received_at": (
        "受理时间", "受理日期", "投诉时间", "投诉日期", "接收时间", "接诉时间", "收到时间", "来电时间", "接诉日期",
        "反映时间", "来电日期", "收件时间", "date received", "received", "received date", "received on",
        "receipt date", "date of receipt", "complaint date", "date of complaint", "time received",
    ),
    "registered_at": (
        "登记时间", "登记日期", "录入时间", "录入日期", "创建时间", "创建日期", "date registered", "created",
        "created at", "created date", "date created", "opened at", "date opened",
    ),
    "assigned_at": (
        "分派时间", "派单时间", "分配时间", "转办时间", "分派日期", "派单日期", "date assigned", "assigned date",
    ),
    "contacted_at": (
        "联系时间", "首次联系时间", "首次响应时间", "首次回复时间", "date contacted", "first response",
        "first response at", "first contact",
    ),
    "resolved_at": (
        "解决时间", "处理完成时间", "办结时间", "解决日期", "完成时间", "办结日期", "date resolved",
        "resolution date", "resolved date", "resolved on",
    ),
    "revisited_at": ("回访时间", "回访日期", "date revisited", "follow-up date"),
    "closed_at": (
        "关闭时间", "结案时间", "结案日期", "关闭日期", "closed date", "closed on", "date closed", "closing date",
        "close date",
    ),
    "outcome": ("结案结果", "结案方式", "closing outcome"),
    "responsibility": ("责任方", "责任归属", "责任认定", "责任类型"),
    "solution": (
        "解决方案", "处理方案", "处理措施", "处理意见", "处理结果", "处理情况", "解决措施", "解决办法", "答复内容",
        "resolution", "resolution text", "resolution details", "action taken", "company response",
    ),
    "remedy": ("补救措施", "补偿方式", "赔偿方式", "补救方式"),
    "cost": ("费用", "处理费用", "补偿金额", "赔偿金额", "成本", "处理成本", "compensation amount", "refund amount"),
    "satisfied": ("是否满意", "客户是否满意", "customer satisfied", "is satisfied"),
    "score": (
        "满意度", "评分", "满意度评分", "客户满意度", "客户评分", "回访评分", "满意度得分", "rating", "satisfaction",
        "satisfaction score", "satisfaction rating", "csat", "csat score",
    ),
    "comment": (
        "回访意见", "客户评价", "评价", "客户意见", "回访情况", "回访内容", "回访备注", "feedback",
        "customer comment", "customer feedback",
    ),
    "suggestion": ("改进建议", "客户建议", "suggestion for improvement"),
}  # fmt: skip
"""By the name in the register; case, spaces, width, `_` and `-` don't count."""
LOG_ALIASES: Mapping[str, tuple[str, ...]] = {
    "at": ("time", "timestamp", "date", "datetime", "event time", "event date", "changed at", "changed on", "时间",
           "日期", "操作时间", "处理时间", "变更时间", "发生时间"),
    "action": ("event", "event type", "activity", "operation", "操作", "动作", "事件", "操作类型", "处理动作"),
    "note": ("notes", "remark", "remarks", "备注", "操作说明", "处理记录"),
    "actor": ("user", "operator", "agent", "resource", "performed by", "changed by", "操作人", "操作员", "经手人"),
    "reached": ("customer reached", "是否接通"),
}  # fmt: skip
"""What a row of a log tells besides."""
