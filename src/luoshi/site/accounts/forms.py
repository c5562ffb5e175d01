"""Forms of log-in and passwords."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from luoshi.site.forms import Styled


class LogInForm(Styled, AuthenticationForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.error_messages = {
            "invalid_login": "用户名或密码不对，请再试。连错多次会锁定一段时间。",
            "inactive": "这个账号已停用，请找系统管理员。",
        }


class NewPasswordForm(Styled, PasswordChangeForm):
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"
        self.fields["new_password1"].label = "新密码"
        self.fields["new_password2"].label = "再输一遍新密码"
