"""What an applicant is told: how far it has come, never anything of anybody."""

from luoshi import pack
from luoshi.site.intake.models import Application, State


def told(application: Application) -> str:
    """The state of an application in words for who applied."""
    if application.state == State.WAITING:
        return "已收到，等待村里登记"
    if application.state == State.REFUSED or application.case is None:
        return f"没有登记：{application.reason}。有疑问请到村委会或乡镇问。"
    case = application.case
    stage = pack.load().processes[case.process].stage[case.stage]
    words = stage.said or stage.title
    last = case.events.last() if case.closed_on else None
    return f"{words}。理由：{last.reason}" if last and last.reason else words
