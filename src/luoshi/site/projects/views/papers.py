"""Files of projects: attach, take off, give."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from luoshi.site import storage
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.ledgers.services.editing import attach_file, detach_file
from luoshi.site.ledgers.services.log import taken_out
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.projects.policies import seen_project
from luoshi.site.projects.presenters.panels.papers import places_for
from luoshi.site.projects.services.papers import case_of, demand_paper, seen_paper
from luoshi.site.rights import Ability, require


@require(Ability.HANDLE)
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to the project, or to one of its notices."""
    case = seen_project(request, pk)
    asked = request.POST.get("place", "")
    record = next((one for one, _ in places_for(case) if str(one.pk) == asked), None)
    if record is None:
        raise Http404("没有这个位置")
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise ValidationError("请先选一个文件。")
        attach_file(record, user_of(request), sent, request, demand_paper)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "文件已上传。")
    return redirect(reverse("projects:project", args=[pk]) + "#papers")


@require(Ability.HANDLE)
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off its project; the file itself stays kept."""
    found = seen_paper(scope_in(request), pk)
    try:
        detach_file(found, user_of(request), request, demand_paper)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "文件已去掉。")
    case = case_of(found.record)
    return redirect(reverse("projects:project", args=[case.pk]) + "#papers")


@require(Ability.NAMES)
@require_GET
def paper(request: HttpRequest, pk: int) -> FileResponse:
    """A file, always to be saved: it never opens as a page of this site."""
    found = seen_paper(scope_in(request), pk)
    table = ledger(found.record.ledger)
    taken_out(user_of(request), table, f"下载附件 {found.pk}", request)
    file = storage.path(found.file).open("rb")
    return FileResponse(file, as_attachment=True, filename=found.name)


urlpatterns = [
    path("<int:pk>/papers/", attach, name="attach"),
    path("papers/<int:pk>/", paper, name="paper"),
    path("papers/<int:pk>/remove/", detach, name="detach"),
]
