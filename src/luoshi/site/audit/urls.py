"""Addresses of the audit log."""

from django.urls import path

from luoshi.site.audit import views

app_name = "audit"

urlpatterns = [path("", views.events, name="events")]
