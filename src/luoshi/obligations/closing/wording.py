"""The words of an obligation as they were: what it asked, how it was judged, by which numbers."""

from luoshi.area_queries.formulas import UsedParameter
from luoshi.notice.store import NoticeText
from luoshi.obligations.dashboard.formula import Formula
from luoshi.pack import Pack
from luoshi.pack.models import Notice
from luoshi.pack.obligations import KIND_TITLES, Obligation


def wording_of(
    pack: Pack, obligation: Obligation, notice: Notice, text: NoticeText | None
) -> dict[str, object]:
    """An obligation in words on the notice's last day, or its own where that comes first."""
    formula = Formula(obligation, pack, min(notice.expires, obligation.until))
    clause = pack.clauses[obligation.clause]
    return {
        "id": obligation.id,
        "title": obligation.title,
        "clause": clause.id,
        "clause_title": clause.title,
        "sentences": text.quoted(obligation.sentences) if text else [],
        "kind": KIND_TITLES[obligation.kind],
        "where": obligation.where,
        "from": obligation.since.isoformat(),
        "to": obligation.until.isoformat(),
        "every": obligation.every,
        "leads": list(obligation.leads),
        "assumption": obligation.assumption,
        "note": obligation.note,
        "rule": formula.rule,
        "terms": [{"title": one.title, "words": one.words, "text": one.text}
                  for one in formula.terms],
        "parameters": [_parameter(one) for one in formula.used],
    }  # fmt: skip


def _parameter(used: UsedParameter) -> dict[str, object]:
    value = used.value
    return {
        "id": used.parameter.id,
        "title": used.parameter.title,
        "unit": used.parameter.unit,
        "value": value.value if value else None,
        "from": value.valid_from.isoformat() if value else None,
        "to": value.valid_to.isoformat() if value and value.valid_to else None,
        "source": value.source if value else None,
        "assumption": value.assumption if value else None,
    }
