import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import luoshi.site.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("monitoring", "0001_initial"),
        ("processes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("process", models.CharField(max_length=32, verbose_name="事项")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("group", models.CharField(max_length=64, verbose_name="对象")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="缘由")),
                ("area", models.CharField(blank=True, max_length=12, verbose_name="区划")),
                ("start", models.DateField(verbose_name="开始")),
                ("due_on", models.DateField(verbose_name="截止")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "专项排查",
                "verbose_name_plural": "专项排查",
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="casework.campaign",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolment",
                        to="processes.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "列入排查的事项",
                "verbose_name_plural": "列入排查的事项",
            },
        ),
        migrations.CreateModel(
            name="IncomeSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.DateField(verbose_name="起")),
                ("end", models.DateField(verbose_name="止")),
                ("people", models.PositiveSmallIntegerField(verbose_name="人口")),
                (
                    "items",
                    models.JSONField(
                        default=dict, encoder=luoshi.site.fields.PlainJSON, verbose_name="收支"
                    ),
                ),
                (
                    "net",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="家庭纯收入"),
                ),
                (
                    "per_head",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="人均纯收入"),
                ),
                ("on", models.DateField(verbose_name="填表日期")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incomes",
                        to="processes.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "家庭收入表",
                "verbose_name_plural": "家庭收入表",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(max_length=32, verbose_name="措施组")),
                ("kind", models.CharField(max_length=64, verbose_name="措施")),
                ("person", models.BigIntegerField(null=True, verbose_name="人员")),
                ("person_name", models.CharField(blank=True, max_length=64, verbose_name="姓名")),
                ("unit", models.CharField(max_length=64, verbose_name="部门")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待部门受理"),
                            ("taken", "部门已受理"),
                            ("done", "已落实"),
                            ("refused", "部门不予受理"),
                        ],
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="安排日期")),
                ("due_on", models.DateField(verbose_name="时限")),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                ("done_on", models.DateField(null=True, verbose_name="落实日期")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="processes.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "帮扶措施",
                "verbose_name_plural": "帮扶措施",
                "indexes": [
                    models.Index(fields=["unit", "state", "due_on"], name="measure_unit_state")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("comparison", models.CharField(max_length=32, verbose_name="比对项目")),
                ("unit", models.CharField(max_length=64, verbose_name="部门")),
                ("asked_on", models.DateField(verbose_name="发出日期")),
                ("due_on", models.DateField(verbose_name="答复时限")),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                ("found", models.BooleanField(null=True, verbose_name="有记录")),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="processes.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "信息比对",
                "verbose_name_plural": "信息比对",
                "indexes": [
                    models.Index(fields=["unit", "answered_on", "due_on"], name="reply_unit")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "comparison", "asked_on"), name="reply_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answered", models.BooleanField(default=False, verbose_name="已有结果")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="processes.case",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="monitoring.lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "事项的线索",
                "verbose_name_plural": "事项的线索",
                "constraints": [models.UniqueConstraint(fields=("case", "lead"), name="tie_once")],
            },
        ),
    ]
