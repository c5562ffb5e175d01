"""What the site stands on: database, key, files from npm, headers, logs, error pages."""

import logging
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from luoshi.site import bootstrap, vendor
from luoshi.site.database import chosen, postgres
from luoshi.site.logs import MaskingFormatter
from luoshi.site.notices.views import pages
from luoshi.site.place import area_name, place_of
from luoshi.site.secret import secret_key

pytestmark = pytest.mark.db


class TestDatabase:
    def test_sqlite_under_the_home_by_default(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.delenv("LUOSHI_DATABASE", raising=False)
        settings = chosen(tmp_path)
        assert settings["NAME"] == tmp_path / "luoshi.sqlite3"
        assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]

    def test_postgresql_by_address(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setenv("LUOSHI_DATABASE", "postgresql://lu:p%40ss@db:5433/luoshi")
        settings = chosen(tmp_path)
        shown = [settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
        assert shown == ["luoshi", "lu", "p@ss", "db", "5433"]

    def test_postgresql_by_socket(self) -> None:
        settings = postgres("postgresql://postgres:@/postgres?host=/run/pg&sslmode=disable")
        assert settings["HOST"] == "/run/pg"
        assert settings["OPTIONS"] == {"sslmode": "disable"}

    def test_another_kind_is_an_error_that_says_how(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="postgresql://用户:口令@主机"):
            postgres("mysql://root@db/luoshi")


class TestSecretKey:
    def test_is_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        key = secret_key(tmp_path)
        assert len(key) >= 50
        assert secret_key(tmp_path) == key
        assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
        assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]

    def test_differs_from_place_to_place(self, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        assert secret_key(tmp_path) != secret_key(tmp_path / "other")


class TestVendorFiles:
    @pytest.fixture
    def modules(self, tmp_path: Path, monkeypatch) -> Path:
        """A ``node_modules`` with every file but one."""
        for file in list(vendor.FILES.values())[1:]:
            (tmp_path / file).parent.mkdir(parents=True)
            (tmp_path / file).write_text(f"/* {file} */")
        monkeypatch.setattr(vendor, "NODE_MODULES", tmp_path)
        return tmp_path

    def test_what_is_missing_is_said_with_what_to_do(self, modules: Path) -> None:
        with pytest.raises(bootstrap.NotInstalledError, match=r"缺 tabler\.min\.css.*npm ci"):
            bootstrap.demand_vendor_files()

    def test_those_there_are_found_at_their_address(self, modules: Path) -> None:
        finder = vendor.VendorFinder()
        script = modules / "htmx.org/dist/htmx.min.js"
        assert finder.find("vendor/htmx/htmx.min.js") == str(script)
        assert finder.find("vendor/htmx/htmx.min.js", find_all=True) == [str(script)]
        assert not finder.find("vendor/tabler/tabler.min.css")
        assert not finder.find("vendor/htmx/package.json")

    def test_they_are_laid_out_compressed(self, modules: Path, tmp_path: Path, settings) -> None:
        settings.STATIC_ROOT = tmp_path / "laid-out"
        call_command("collectstatic", interactive=False, verbosity=0)
        laid = settings.STATIC_ROOT / "vendor/echarts/echarts.min.js"
        assert laid.read_text() == "/* echarts/dist/echarts.min.js */"
        assert (settings.STATIC_ROOT / "luoshi/site.css.gz").is_file()


class TestPrepare:
    def prepare(self, home: Path) -> None:
        command = "from luoshi.site.bootstrap import prepare; prepare()"
        environment = {**os.environ, "LUOSHI_HOME": str(home)}
        environment.pop("LUOSHI_DATABASE", None)
        subprocess.run([sys.executable, "-c", command], env=environment, check=True)

    def test_from_nothing_and_again(self, tmp_path: Path) -> None:
        for _ in range(2):
            self.prepare(tmp_path)
        names = {file.name for file in tmp_path.iterdir()}
        assert {"luoshi.sqlite3", "secret-key", "static"} <= names
        with sqlite3.connect(tmp_path / "luoshi.sqlite3") as database:
            assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)

    def test_no_migration_is_missing(self, db: None) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


class TestHeaders:
    def test_pages_take_nothing_from_elsewhere(self, client: Client, db) -> None:
        headers = client.get("/account/login/").headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "script-src" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in headers["Cache-Control"]

    def test_templates_have_no_inline_script_or_style(self) -> None:
        folder = Path(bootstrap.__file__).parent / "templates"
        for file in folder.rglob("*.html"):
            text = file.read_text(encoding="utf-8")
            assert "<style" not in text, file
            assert " onclick=" not in text, file
            assert "<script>" not in text, file


class TestLogs:
    def log(self, message: str, exc_info=None) -> str:
        record = logging.LogRecord("luoshi", logging.ERROR, "", 0, message, None, exc_info)
        return MaskingFormatter("%(message)s").format(record)

    def test_no_id_number_is_written(self) -> None:
        assert self.log("行 3：640422199001011234") == "行 3：640422****34"
        assert "199001" not in self.log("身份证号64042219900101123X不对")

    def test_nor_in_a_traceback(self) -> None:
        try:
            raise ValueError("640422199001011234")
        except ValueError:
            assert "199001" not in self.log("坏了", exc_info=sys.exc_info())

    @pytest.mark.parametrize("tail", ["44", "44B1"])
    def test_nor_one_inside_the_number_of_a_disability_certificate(self, tail: str) -> None:
        assert "199001" not in self.log(f"证号 640422199001011234{tail}")

    def test_a_refusal_takes_one_line(self, client_of, caplog) -> None:
        with caplog.at_level(logging.WARNING, "django.request"):
            assert client_of("admin").post("/leads/1/close/").status_code == 403
        record = caplog.records[-1]
        assert (record.name, record.levelname) == ("django.request", "WARNING")
        line = MaskingFormatter("{levelname} {message}", style="{").format(record)
        assert line == "WARNING Forbidden (Permission denied): /leads/1/close/"
        assert record.exc_info

    def test_longer_numbers_stay_unless_one_lies_within(self) -> None:
        assert self.log("9904001990019999999") == "9904001990019999999"
        assert "19491231" not in self.log("13995123456 11010519491231002X")
        assert "491231" not in self.log("13995123456 110105491231002")


class TestErrorPages:
    def test_no_such_page(self, client_of) -> None:
        response = client_of("county").get("/nowhere/")
        assert response.status_code == 404
        assert "找不到这个页面" in response.content.decode()

    def test_no_such_page_for_strangers(self, client: Client, db) -> None:
        assert client.get("/nowhere/").status_code == 404

    def test_a_form_from_elsewhere(self, db) -> None:
        response = Client(enforce_csrf_checks=True).post("/account/login/")
        assert response.status_code == 403
        assert "页面已过期" in response.content.decode()

    def test_a_failure_shows_no_details(self, client_of, monkeypatch) -> None:
        def fail(request) -> None:
            raise RuntimeError("内部细节")

        client = client_of("county")
        client.raise_request_exception = False
        monkeypatch.setattr(pages, "localdate", lambda: fail(None))
        response = client.get("/notices/2021-26/")
        assert response.status_code == 500
        assert "出错了" in response.content.decode()
        assert "内部细节" not in response.content.decode()


class TestPlaces:
    @pytest.mark.parametrize(
        ("role", "area", "unit", "place"),
        [
            ("province", "", "", "全区"),
            ("department", "", "医保局", "医保局"),
            ("department", "", "", "未填单位"),
            ("county", "640422", "", "西吉县"),
            ("county", "649999", "", "649999"),
            ("", "640422", "", "没有权限"),
        ],
    )
    def test_an_account_stands_somewhere(self, role: str, area: str, unit: str, place: str) -> None:
        from luoshi.site.accounts.models import User

        assert place_of(User(role=role, area=area, unit=unit)) == place

    def test_a_village_is_named_from_its_county_down(self) -> None:
        assert area_name("640422100201").startswith("西吉县 ")
