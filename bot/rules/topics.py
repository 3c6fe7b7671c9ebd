"""The topics a question can have. Intents carry these names; other programs rely on them."""

IN_SCOPE = (
    "fee",
    "deadline",
    "newborn",
    "refund",
    "subsidy",
    "channel",
    "registration",
    "eligibility",
    "late_payment",
    "benefit_period",
    "contact",
    "voucher_query",
    "ecard",
    "failure",
    "family",
)
OUT_OF_SCOPE = ("out_of_scope_medical", "out_of_scope_other")
# The offices' own business (duties, targets): answered when asked by name, never a class of the classifier.
ADMINISTRATION = "administration"
ALL = (*IN_SCOPE, *OUT_OF_SCOPE, ADMINISTRATION)

NAMES = {
    "fee": "缴费标准",
    "deadline": "缴费时间",
    "newborn": "新生儿参保",
    "refund": "退费",
    "subsidy": "资助、免缴",
    "channel": "缴费渠道和步骤",
    "registration": "参保登记",
    "eligibility": "谁可以参保",
    "late_payment": "错过时间、补缴",
    "benefit_period": "什么时候能报销",
    "contact": "咨询电话",
    "voucher_query": "缴费查询和凭证",
    "ecard": "医保电子凭证",
    "failure": "缴费失败",
    "family": "替家人缴费",
    "out_of_scope_medical": "报销和就医",
    "out_of_scope_other": "其他事务",
    "administration": "部门职责",
}
