"""Telephones of households and of their members."""

import re

from .checks import anybody, cleared, household, lifted, monitored, person
from .facts import empty, works


def is_mobile(phone, w):
    return re.fullmatch(w["手机号"], phone or "") is not None


def went_to_work(row):
    return works(row) or row["务工所在地"] is not None


@person("2_01_013", lifted)
def worker_with_short_phone(row, w):
    return went_to_work(row) and len(row["家庭成员联系电话"] or "") != w["位数"]


@person("2_01_014", lifted)
@person("2_12_007", monitored)
def worker_without_mobile(row, w):
    return went_to_work(row) and not is_mobile(row["家庭成员联系电话"], w)


@household("4_02_001", lifted)
def home_with_short_phone(row, w):
    return len(row["户联系电话"] or "") != w["位数"]


@household("5_13_003", monitored)
def home_without_mobile(row, w):
    return not is_mobile(row["户联系电话"], w)


household("1_11_011", cleared)(empty("信息采集人", "信息采集人联系电话"))


@person("5_15_021", lifted)
def one_phone_in_two_places(row, w):
    phone, place = row["家庭成员联系电话"], row["务工所在地"]
    return None not in (phone, place) and any(
        other["家庭成员联系电话"] == phone and other["务工所在地"] not in (None, place)
        for other in row.home
        if not other.person or other.person != row.person
    )


@person("5_15_022", anybody)
def one_phone_in_two_homes(row, w):
    phone = row["家庭成员联系电话"]
    return phone is not None and len(w.phone_homes[phone]) > 1
