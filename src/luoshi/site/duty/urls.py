"""Addresses of the duty app."""

from django.urls import path

from luoshi.site.duty import views

app_name = "duty"

urlpatterns = [
    path("", views.duties, name="duties"),
    path("<slug:duty>/assign/", views.assign, name="assign"),
    path("<slug:duty>/<int:pk>/hand-over/", views.hand_over, name="hand-over"),
]
