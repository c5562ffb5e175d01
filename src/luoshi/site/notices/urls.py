"""Addresses of the notice's pages."""

from django.urls import path

from luoshi.site.notices.views import downloads, pages

app_name = "notices"

urlpatterns = [
    path("", pages.notice, name="notice"),
    path("export.xlsx", downloads.board, name="export"),
    path("promises/<slug:obligation_id>/", pages.obligation, name="obligation"),
    path("counties/<slug:code>/", pages.county, name="county"),
    path("counties/<slug:code>/export.xlsx", downloads.county, name="county-export"),
    path("units/", pages.units, name="units"),
    path("units/<str:name>/", pages.unit, name="unit"),
    path("map/", pages.atlas, name="map"),
    path("map/export.xlsx", downloads.atlas, name="map-export"),
    path("map/counties.geojson", downloads.shapes, name="shapes"),
]
