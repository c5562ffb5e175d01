"""Addresses of the changes app."""

from django.urls import path

from luoshi.site.changes import views

app_name = "changes"

urlpatterns = [
    path("try/<slug:id_>/", views.try_value, name="try"),
    path("entries/<int:entry>/", views.of_entry, name="of_entry"),
    path("<int:pk>/", views.preview, name="preview"),
    path("<int:pk>/again/", views.again, name="again"),
]
