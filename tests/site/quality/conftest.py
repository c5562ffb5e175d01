"""Shared by the tests of the quality pages."""

import re
from collections.abc import Callable

import pytest
from quality_cases import FIRST, Cells, ClientOf, Upload, sent

from luoshi.site.quality.models import Run


def told(page: str) -> str:
    """What a page says went wrong."""
    return " ".join(re.findall(r'class="alert[^>]*>([^<]*)<', page))


@pytest.fixture
def upload(at_once: None, client_of: ClientOf) -> Upload:
    """Uploads an export of the county as its user, through the page; gives the run."""
    client = client_of("county")

    def send(*rows: Cells, day: str = FIRST, **said: str) -> Run:
        response = client.post("/quality/upload/", {"files": [sent(rows, day)], **said})
        assert response.status_code == 302, told(response.content.decode())
        run = Run.objects.order_by("-id")[0]
        assert response["Location"] == f"/quality/runs/{run.pk}/"
        return run

    return send


@pytest.fixture
def text_of(client_of: ClientOf) -> Callable[..., str]:
    """The text of a page as a role reads it."""

    def read(role: str, url: str, area: str | None = None) -> str:
        response = client_of(role, area).get(url)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return read
