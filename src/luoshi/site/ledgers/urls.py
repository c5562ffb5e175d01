"""Addresses of the ledgers app."""

from django.urls import path

from luoshi.site.ledgers.views import cells, dues, evidence, lists, records, uploads

app_name = "ledgers"

urlpatterns = [
    path("", lists.index, name="index"),
    path("due/", dues.due, name="due"),
    path("standing/", dues.standing, name="standing"),
    path("badge/", dues.badge, name="badge"),
    path("records/<int:pk>/", records.record, name="record"),
    path("records/<int:pk>/cells/<int:place>/", cells.cell, name="cell"),
    path("records/<int:pk>/remove/", records.remove, name="remove"),
    path("records/<int:pk>/attachments/", evidence.attach, name="attach"),
    path("revisions/<int:pk>/undo/", records.undo, name="undo"),
    path("attachments/<int:pk>/", evidence.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", evidence.detach, name="detach"),
    path("uploads/<int:pk>/", uploads.preview, name="preview"),
    path("uploads/<int:pk>/store/", uploads.store, name="store"),
    path("uploads/<int:pk>/drop/", uploads.drop, name="drop"),
    path("uploads/<int:pk>/refused/", uploads.refused, name="refused"),
    path("<slug:ledger>/", lists.ledger, name="ledger"),
    path("<slug:ledger>/add/", records.add, name="add"),
    path("<slug:ledger>/template/", lists.template, name="template"),
    path("<slug:ledger>/download/", lists.download, name="download"),
    path("<slug:ledger>/upload/", uploads.upload, name="upload"),
    path("<slug:ledger>/declare/", dues.declare, name="declare"),
]
