"""The audit log: who did what, when, to which object. Written once, never changed."""

from luoshi.site.audit.choices import Action

__all__ = ["Action"]
