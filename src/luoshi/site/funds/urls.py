"""Addresses of funds."""

from luoshi.site.funds.views import comparing, index, plans, scenarios, trying

app_name = "funds"

urlpatterns = [
    *index.urlpatterns,
    *comparing.urlpatterns,
    *plans.urlpatterns,
    *scenarios.urlpatterns,
    *trying.urlpatterns,
]
