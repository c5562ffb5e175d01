"""Addresses of the supervision app."""

from django.urls import path

from luoshi.site.supervision import views

app_name = "supervision"

urlpatterns = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("export/", views.export, name="export"),
    path("badge/", views.badge, name="badge"),
    path("urge/", views.urge, name="urge"),
    path("bulletin/", views.bulletin, name="bulletin"),
    path("<int:pk>/", views.matter, name="matter"),
    path("<int:pk>/assignment/", views.assignment, name="assignment"),
    path("<int:pk>/<slug:kind>/", views.do, name="do"),
]
