"""The audit log: who did what, when, to which object. Written once, never changed."""
