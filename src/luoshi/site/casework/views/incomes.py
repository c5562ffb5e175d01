"""The income sheet: filled item by item, summed while one types."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from luoshi import pack
from luoshi.casework.income import by_section
from luoshi.casework.months import income_window
from luoshi.casework.requirements import INCOMES
from luoshi.households.dossier import dossier
from luoshi.pack.lacking import Lack
from luoshi.site import sources
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.casework.actions.incomes import FillIncome, summed
from luoshi.site.modules import part_of
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import seen_case
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.rights import Ability, require

MONEY = forms.TextInput({"class": "form-control", "inputmode": "decimal", "autocomplete": "off"})


class IncomeForm(forms.Form):
    """One field an item, by its id, and the number of people."""

    people = forms.CharField(label="家庭人口（人）", required=False)

    def __init__(self, case: Case, data: QueryDict | None = None) -> None:
        super().__init__(data)
        last = case.incomes.first()
        self.fields["people"].widget = MONEY
        self.fields["people"].initial = last.people if last else _people(case)
        for item in pack.load().income_items.values():
            self.fields[item.id] = forms.CharField(
                label=item.title, required=False, widget=MONEY, help_text=item.note or ""
            )
            self.fields[item.id].initial = _kept(last.items if last else {}, item.id)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by the sheet's sections."""
        titles = pack.load().income_sections
        items = by_section(pack.load().income_items.values())
        return [(titles[id_].title, [self[one.id] for one in some]) for id_, some in items.items()]

    def said(self) -> tuple[str, dict[str, str]]:
        """What was typed: the number of people, and the amounts by item id."""
        ids = pack.load().income_items
        return str(self.data.get("people", "")), {id_: str(self.data.get(id_, "")) for id_ in ids}

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        self.is_valid()
        for name, told in error.message_dict.items():
            self.add_error(name, told)


def _kept(items: dict[str, str], id_: str) -> str:
    return items.get(id_, "").removesuffix(".00")


def _people(case: Case) -> int | None:
    if not case.household:
        return None
    known = dossier(sources.engine(), pack.load(), case.household, lambda _: False)
    return len(known.members) or None


@part_of(INCOMES)
@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def income(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a new sheet, with the last one filled in."""
    case = seen_case(request, pk)
    form = IncomeForm(case, request.POST or None)
    if request.method == "POST":
        try:
            FillIncome(case, user_of(request), *form.said(), request=request).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "收入表已保存。")
            return redirect("casework:case", pk)
    start, end = income_window(localdate())
    row = Presenter(pack.load(), scope_in(request), localdate()).row(case)
    context = {"case": case, "row": row, "form": form, "start": start, "end": end}
    return render(request, "casework/income.html", context | _sums(form))


@part_of(INCOMES)
@require(Ability.HANDLE)
@require_POST
def sums(request: HttpRequest, pk: int) -> HttpResponse:
    """The sums of what is typed so far."""
    form = IncomeForm(seen_case(request, pk), request.POST)
    return render(request, "casework/_sums.html", _sums(form))


def _sums(form: IncomeForm) -> dict[str, object]:
    found = summed(*form.said()) if form.is_bound else None
    parameter, today = pack.load().parameters["income_line"], localdate()
    line = parameter.on(today)
    titles = pack.load().income_sections
    parts = [(titles[id_].title, sum_) for id_, sum_ in found.sections.items()] if found else []
    lack = None if line else Lack(parameter, today)
    return {"income": found, "line": line, "lack": lack, "parts": parts}


urlpatterns = [
    path("<int:pk>/income/", income, name="income"),
    path("<int:pk>/income/sums/", sums, name="income-sums"),
]
