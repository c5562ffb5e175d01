"""Addresses of the intake app: ``apply/`` is open to all, ``intake/`` to those who handle."""

from django.urls import path

from luoshi.site.intake.views import desk, public

app_name = "intake"

urlpatterns = [
    path("apply/", public.start, name="start"),
    path("apply/given/", public.given, name="given"),
    path("apply/state/", public.state, name="state"),
    path("apply/<str:village>/", public.apply, name="apply"),
    path("intake/", desk.desk, name="desk"),
    path("intake/waiting/", desk.waiting, name="waiting"),
    path("intake/<int:pk>/", desk.application, name="application"),
    path("intake/report/", desk.report, name="report"),
    path("intake/poster/", desk.poster, name="poster"),
]
