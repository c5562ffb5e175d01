"""Addresses of the notices' pages."""

from django.urls import path

from luoshi.site.notices.views import closing, downloads, drafts, index, pages

app_name = "notices"

urlpatterns = [
    path("", index.notices, name="index"),
    path("notices/<slug:notice_id>/", pages.notice, name="notice"),
    path("notices/<slug:notice_id>/export.xlsx", downloads.board, name="export"),
    path(
        "notices/<slug:notice_id>/promises/<slug:obligation_id>/",
        pages.obligation,
        name="obligation",
    ),
    path("notices/<slug:notice_id>/succession/", pages.succession, name="succession"),
    path("notices/<slug:notice_id>/draft/", drafts.draft, name="draft"),
    path("notices/<slug:notice_id>/draft/groups.yaml", drafts.groups, name="draft-groups"),
    path(
        "notices/<slug:notice_id>/draft/clauses/<str:clause_id>/obligations.yaml",
        drafts.obligations,
        name="draft-obligations",
    ),
    path(
        "notices/<slug:notice_id>/draft/proposals/<str:proposal_id>/",
        drafts.proposal,
        name="draft-proposal",
    ),
    path("notices/<slug:notice_id>/closing/", closing.closing, name="closing"),
    path("notices/<slug:notice_id>/closing/<int:pk>/", closing.account, name="closing-account"),
    path(
        "notices/<slug:notice_id>/closing/<int:pk>/promises/<slug:obligation_id>/",
        closing.obligation,
        name="closing-obligation",
    ),
    path("notices/<slug:notice_id>/closing/<int:pk>/confirm/", closing.confirm, name="confirm"),
    path(
        "notices/<slug:notice_id>/closing/<int:pk>/closing.xlsx",
        closing.excel,
        name="closing-excel",
    ),
    path(
        "notices/<slug:notice_id>/closing/<int:pk>/closing.json", closing.text, name="closing-text"
    ),
    path("notices/<slug:notice_id>/map/", pages.atlas, name="map"),
    path("notices/<slug:notice_id>/map/export.xlsx", downloads.atlas, name="map-export"),
    path("counties/<slug:code>/", pages.county, name="county"),
    path("counties/<slug:code>/export.xlsx", downloads.county, name="county-export"),
    path("counties.geojson", downloads.shapes, name="shapes"),
    path("units/", pages.units, name="units"),
    path("units/<str:name>/", pages.unit, name="unit"),
    # Addresses of a time when a place had one notice.
    path("promises/<slug:obligation_id>/", index.moved_obligation, name="moved-obligation"),
    path("map/", index.moved_map, name="moved-map"),
]
