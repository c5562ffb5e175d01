"""Addresses of the casework app."""

from luoshi.site.casework.views import cases, incomes, lists, measures, needs, notices, rules

app_name = "casework"

urlpatterns = [
    *lists.urlpatterns,
    *cases.urlpatterns,
    *needs.urlpatterns,
    *rules.urlpatterns,
    *measures.urlpatterns,
    *incomes.urlpatterns,
    *notices.urlpatterns,
]
