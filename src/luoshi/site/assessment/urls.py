"""Addresses of the assessment app."""

from django.urls import path

from luoshi.site.assessment.views import doing, pages

app_name = "assessment"

urlpatterns = [
    path("", pages.list_, name="list"),
    path("new/", pages.plan, name="plan"),
    path("<int:pk>/", pages.round_, name="round"),
    path("<int:pk>/export/", pages.export, name="export"),
    path("<int:pk>/places/<str:place>/", pages.place, name="place"),
    path("<int:pk>/advance/", doing.advance, name="advance"),
    path("<int:pk>/result/", doing.propose, name="propose"),
    path("<int:pk>/handbacks/", doing.hand_back, name="hand-back"),
    path("<int:pk>/corrections/", doing.correct, name="correct"),
    path("<int:pk>/places/<str:place>/<slug:item>/report/", doing.report, name="report"),
    path("<int:pk>/places/<str:place>/<slug:item>/mark/", doing.mark, name="mark"),
    path("<int:pk>/places/<str:place>/<slug:item>/object/", doing.object_, name="object"),
    path("results/<int:pk>/confirm/", doing.confirm, name="confirm"),
    path("objections/<int:pk>/answer/", doing.answer, name="answer"),
    path("handbacks/<int:pk>/strike/", doing.strike, name="strike"),
]
