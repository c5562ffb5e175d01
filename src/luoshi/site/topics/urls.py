"""Addresses of the topics app."""

from django.urls import path

from luoshi.site.topics import downloads, views

app_name = "topics"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:topic_id>/", views.topic, name="topic"),
    path("<slug:topic_id>/chart/", views.chart, name="chart"),
    path("<slug:topic_id>/export.xlsx", downloads.topic, name="export"),
    path("<slug:topic_id>/watches/<slug:watch_id>/", views.watch, name="watch"),
    path("<slug:topic_id>/watches/<slug:watch_id>/export.xlsx", downloads.watch, name="findings"),
]
