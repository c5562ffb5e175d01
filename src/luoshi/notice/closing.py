"""How paragraphs begin that speak of the paper itself, or to all it is addressed to."""

import re

CLOSING = re.compile(
    "(?:本(?:文件|通知|意见|办法|方案|政策|措施|规定|细则|规划|决定|公告|通告|预案|计划|要点|实施[^，。]{2})"
    "|自\\d{4}年|自(?:发布|印发|公布)).*?(?:施行|实施|执行|生效|有效期|废止|试行)|政策执行期|有效期"
)
"""On the paper's own force: 本办法自印发之日起施行，有效期5年。"""

TO_ALL = re.compile(
    "各[^。]*(?:报送|上报|报告|反馈|报[^，。]{2,12}[局厅委办院府部]|(?:遵照|贯彻|认真|参照)执行|抓好(?:贯彻)?落实)"
    "|请|此外|特此|以上|上述|联系人|(?:执行|实施|贯彻落实)(?:过程)?中|另[，有]|未尽事宜"
)
"""To all addressed, or on the whole: 各县要于每年1月底前报送…, 请…, 此外…"""
