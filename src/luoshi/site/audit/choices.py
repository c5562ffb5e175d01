"""What the audit log records."""

from django.db.models import TextChoices


class Action(TextChoices):
    """One kind of event."""

    LOG_IN = "log_in", "登录"
    LOG_IN_FAILED = "log_in_failed", "登录失败"
    LOCKED_OUT = "locked_out", "锁定"
    LOG_OUT = "log_out", "退出"
    PASSWORD_CHANGED = "password_changed", "更换密码"
    EXPORT = "export", "导出"
    VAULT_OPENED = "vault_opened", "查看身份证号"
    DECISION = "decision", "处理线索"
    LEDGER = "ledger", "填报台账"
    CASE = "case", "办理事项"
    ALLOCATION = "allocation", "编分配方案"
    QUALITY = "quality", "数据核查"
    DELIVERY = "delivery", "报送部门数据"
    PARAMETER = "parameter", "录入参数"
    DIVISIONS = "divisions", "区划变更"
    DRAFT = "draft", "定草稿"
    CLOSING = "closing", "结账"
    ASSESSMENT = "assessment", "年度考核"
    SUPERVISION = "supervision", "督办"


def action_choices() -> list[tuple[str, str]]:
    """Values and words of all kinds; by its name in migrations, so that a new kind needs none."""
    return Action.choices
