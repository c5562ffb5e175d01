"""Addresses of the notice's pages."""

from django.urls import path

from luoshi.site.notices import downloads, views

app_name = "notices"

urlpatterns = [
    path("", views.notice, name="notice"),
    path("export.xlsx", downloads.board, name="export"),
    path("promises/<slug:promise_id>/", views.promise, name="promise"),
    path("counties/<slug:code>/", views.county, name="county"),
    path("counties/<slug:code>/export.xlsx", downloads.county, name="county-export"),
    path("units/", views.units, name="units"),
    path("units/<str:name>/", views.unit, name="unit"),
    path("map/", views.atlas, name="map"),
    path("map/export.xlsx", downloads.atlas, name="map-export"),
    path("map/counties.geojson", downloads.shapes, name="shapes"),
]
