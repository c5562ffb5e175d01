"""Addresses of the monitoring app."""

from django.urls import path

from luoshi.site.monitoring import views

app_name = "monitoring"

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("export/", views.export, name="export"),
    path("households/<int:pk>/", views.household, name="household"),
    path("households/<int:pk>/id-number/", views.id_number, name="id-number"),
    path("<int:pk>/close/", views.dismiss, name="dismiss"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
]
