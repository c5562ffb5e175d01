"""Addresses of the processes app."""

from luoshi.site.processes.views import bulk, moves

app_name = "processes"

urlpatterns = [*moves.urlpatterns, *bulk.urlpatterns]
