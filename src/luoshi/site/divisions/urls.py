"""Addresses of the divisions app."""

from django.urls import path

from luoshi.site.divisions import views

app_name = "divisions"

urlpatterns = [
    path("", views.list_, name="list"),
    path("<int:pk>/", views.adjustment, name="adjustment"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
]
