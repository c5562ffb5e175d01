"""Addresses of accounts."""

from django.urls import path

from luoshi.site.accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("", views.me, name="me"),
    path("password/", views.change_password, name="password"),
]
