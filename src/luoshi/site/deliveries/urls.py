"""Addresses of the deliveries app."""

from django.urls import path

from luoshi.site.deliveries import views

app_name = "deliveries"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("send/", views.send, name="send"),
    path("tables/<slug:table>/", views.history, name="history"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/store/", views.store, name="store"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/refused/<int:place>/", views.refused, name="refused"),
]
