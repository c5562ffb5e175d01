"""Addresses of the projects app."""

from luoshi.site.projects.views import assets, lists, notices, papers, projects, rows, watching

app_name = "projects"

urlpatterns = [
    *lists.urlpatterns,
    *watching.urlpatterns,
    *assets.urlpatterns,
    *papers.urlpatterns,
    *projects.urlpatterns,
    *notices.urlpatterns,
    *rows.urlpatterns,
]
