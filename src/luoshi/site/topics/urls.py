"""Addresses of the topics app."""

from django.urls import path

from luoshi.site.topics.views import downloads, pages

app_name = "topics"

urlpatterns = [
    path("", pages.index, name="index"),
    path("<slug:topic_id>/", pages.topic, name="topic"),
    path("<slug:topic_id>/chart/", pages.chart, name="chart"),
    path("<slug:topic_id>/export.xlsx", downloads.topic, name="export"),
    path("<slug:topic_id>/watches/<slug:watch_id>/", pages.watch, name="watch"),
    path("<slug:topic_id>/watches/<slug:watch_id>/export.xlsx", downloads.watch, name="alerts"),
]
