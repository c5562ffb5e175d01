"""Every address of the site. Each view declares the ability it asks for."""

from django.urls import include, path

from luoshi.site.casework.views.offline import worker

urlpatterns = [
    path("worker.js", worker, name="worker"),
    path("", include("luoshi.site.notices.urls")),
    path("account/", include("luoshi.site.accounts.urls")),
    path("audit/", include("luoshi.site.audit.urls")),
    path("leads/", include("luoshi.site.monitoring.urls")),
    path("topics/", include("luoshi.site.topics.urls")),
    path("ledgers/", include("luoshi.site.ledgers.urls")),
    path("duty/", include("luoshi.site.duty.urls")),
    path("", include("luoshi.site.intake.urls")),
    path("funds/", include("luoshi.site.funds.urls")),
    path("assessment/", include("luoshi.site.assessment.urls")),
    path("supervision/", include("luoshi.site.supervision.urls")),
    path("cases/", include("luoshi.site.processes.urls")),
    path("cases/", include("luoshi.site.casework.urls")),
    path("projects/", include("luoshi.site.projects.urls")),
    path("quality/", include("luoshi.site.quality.urls")),
    path("deliveries/", include("luoshi.site.deliveries.urls")),
    path("divisions/", include("luoshi.site.divisions.urls")),
    path("parameters/", include("luoshi.site.parameters.urls")),
    path("changes/", include("luoshi.site.changes.urls")),
]

handler400 = "luoshi.site.errors.misread"
handler403 = "luoshi.site.errors.refused"
handler404 = "luoshi.site.errors.not_found"
handler500 = "luoshi.site.errors.failed"
