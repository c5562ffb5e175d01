"""Addresses of the casework app."""

from luoshi.site.casework.views import (
    bulk,
    campaigns,
    cases,
    feedback,
    incomes,
    lists,
    measures,
    needs,
    notices,
    offline,
    rules,
    statistics,
)

app_name = "casework"

urlpatterns = [
    *lists.urlpatterns,
    *bulk.urlpatterns,
    *cases.urlpatterns,
    *offline.urlpatterns,
    *statistics.urlpatterns,
    *campaigns.urlpatterns,
    *needs.urlpatterns,
    *rules.urlpatterns,
    *feedback.urlpatterns,
    *measures.urlpatterns,
    *incomes.urlpatterns,
    *notices.urlpatterns,
]
