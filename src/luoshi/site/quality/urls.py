"""Addresses of the quality app."""

from luoshi.site.quality.views import exemptions, findings, overviews, own, runs, tasks

app_name = "quality"

urlpatterns = [
    *overviews.urlpatterns,
    *runs.urlpatterns,
    *findings.urlpatterns,
    *tasks.urlpatterns,
    *exemptions.urlpatterns,
    *own.urlpatterns,
]
