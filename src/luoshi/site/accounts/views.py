"""Log-in, log-out, passwords and one's own rights."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from luoshi.site.accounts.forms import LogInForm, NewPasswordForm
from luoshi.site.audit.services import Action, record
from luoshi.site.rights import Ability, explain, public, require
from luoshi.text.masking import without_id_numbers


class PasswordChange(views.PasswordChangeView):
    """Change one's own password, then back to one's own page."""

    form_class = NewPasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:me")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the new password and say so."""
        response = super().form_valid(form)
        record(Action.PASSWORD_CHANGED, user=form.user, request=self.request)
        messages.success(self.request, "密码已更换，下次登录请用新密码。")
        return response


log_in = public(
    views.LoginView.as_view(
        authentication_form=LogInForm,
        template_name="accounts/login.html",
        redirect_authenticated_user=True,
    )
)
log_out = public(views.LogoutView.as_view())
change_password = require(Ability.READ)(PasswordChange.as_view())


@require(Ability.READ)
def me(request: HttpRequest) -> HttpResponse:
    """One's own account: role, division, and why one sees what one sees."""
    return render(request, "accounts/me.html", {"lines": explain(request.user)})


def typed_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name that was typed to log in, as it is remembered with failed attempts."""
    asked = credentials or request.POST
    return without_id_numbers(str(asked.get("username", "")))


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """After too many wrong passwords: how long to wait."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)
