import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import luoshi.site.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("process", models.CharField(max_length=32, verbose_name="事项")),
                ("subject", models.CharField(max_length=64, verbose_name="对象")),
                (
                    "household",
                    models.CharField(
                        blank=True, db_index=True, max_length=64, verbose_name="户编号"
                    ),
                ),
                ("head", models.CharField(blank=True, max_length=64, verbose_name="户主")),
                ("person", models.BigIntegerField(null=True, verbose_name="人员")),
                ("person_name", models.CharField(blank=True, max_length=64, verbose_name="姓名")),
                ("village", models.CharField(max_length=12, verbose_name="行政村")),
                ("matter", models.CharField(blank=True, max_length=32, verbose_name="事由类别")),
                ("unit", models.CharField(blank=True, max_length=64, verbose_name="主管部门")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("rule", "部门预警"),
                            ("application", "农户申报"),
                            ("report", "干部排查"),
                            ("hotline", "热线信访"),
                            ("campaign", "专项排查"),
                            ("review", "回头看"),
                            ("proposal", "申报"),
                        ],
                        max_length=16,
                        verbose_name="来源",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=1000, verbose_name="事由")),
                ("stage", models.CharField(max_length=32, verbose_name="环节")),
                ("phase", models.CharField(max_length=8, verbose_name="阶段")),
                ("owner", models.CharField(blank=True, max_length=16, verbose_name="责任层级")),
                ("since", models.DateField(verbose_name="进入环节")),
                ("due_on", models.DateField(null=True, verbose_name="环节时限")),
                ("look_by", models.DateField(null=True, verbose_name="要求看完日期")),
                ("entry_due_on", models.DateField(null=True, verbose_name="总时限")),
                ("returned", models.BooleanField(default=False, verbose_name="退回")),
                ("urgent", models.BooleanField(default=False, verbose_name="先行救助")),
                (
                    "facts",
                    models.JSONField(
                        default=dict, encoder=luoshi.site.fields.PlainJSON, verbose_name="情况"
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=32, verbose_name="监测对象类别")),
                (
                    "risks",
                    models.CharField(blank=True, max_length=200, verbose_name="致贫返贫风险"),
                ),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[("silent", "数据不再显示"), ("aside", "线索已排除")],
                        max_length=8,
                        verbose_name="标记",
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "办成"),
                            ("sound", "核实无需办理"),
                            ("refused", "不予办理"),
                            ("passed", "转入其他事项"),
                            ("gone", "对象已不在"),
                            ("dismissed", "线索已排除"),
                            ("silent", "数据不再显示，未核实"),
                        ],
                        max_length=16,
                        verbose_name="办结情况",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="步数")),
                ("opened_on", models.DateField(verbose_name="立项日期")),
                ("confirmed_on", models.DateField(null=True, verbose_name="核实属实日期")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
            ],
            options={
                "verbose_name": "事项",
                "verbose_name_plural": "事项",
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=[
                            "village",
                            "due_on",
                            "owner",
                            "returned",
                            "id",
                            "unit",
                            "urgent",
                            "since",
                            "opened_on",
                            "process",
                            "matter",
                            "phase",
                            "source",
                            "kind",
                            "risks",
                            "mark",
                            "ending",
                            "household",
                            "head",
                            "person_name",
                            "closed_on",
                        ],
                        name="case_listed",
                    ),
                    models.Index(fields=["village", "closed_on"], name="case_village_closed"),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["process", "stage"],
                        name="case_stage",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["unit", "due_on"],
                        name="case_unit_due",
                    ),
                    models.Index(fields=["process", "village"], name="case_process_village"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("process", "subject"),
                        name="case_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="步")),
                ("move", models.CharField(max_length=32, verbose_name="步骤")),
                ("before", models.CharField(blank=True, max_length=32, verbose_name="之前环节")),
                ("after", models.CharField(max_length=32, verbose_name="之后环节")),
                ("on", models.DateField(verbose_name="日期")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                ("role", models.CharField(blank=True, max_length=16, verbose_name="角色")),
                ("reason", models.CharField(blank=True, max_length=64, verbose_name="理由")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                (
                    "data",
                    models.JSONField(
                        default=dict, encoder=luoshi.site.fields.PlainJSON, verbose_name="内容"
                    ),
                ),
                ("token", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
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
                        related_name="events",
                        to="processes.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "步骤",
                "verbose_name_plural": "步骤",
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="event_number")
                ],
            },
        ),
    ]
