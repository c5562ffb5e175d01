"""The Django project: pages for everyone a notice makes responsible."""
