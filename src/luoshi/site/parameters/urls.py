"""Addresses of the parameters app."""

from django.urls import path

from luoshi.site.parameters import views

app_name = "parameters"

urlpatterns = [
    path("", views.list_, name="list"),
    path("<slug:id_>/", views.parameter, name="parameter"),
    path("entries/<int:pk>/confirm/", views.confirm, name="confirm"),
]
