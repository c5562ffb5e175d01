"""The commands and what they share."""

import typer

from luoshi.cli import allocate, areas, assess, data, notice, pack, parameter, quality, site, status
from luoshi.cli.group import Group

app = typer.Typer(
    cls=Group,
    name="luoshi",
    help="落实：把一份政府文件变成看得见、查得清、有人负责的落实。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(notice.app, name="notice")
app.add_typer(pack.app, name="pack")
app.add_typer(parameter.app, name="parameter")
app.add_typer(areas.app, name="areas")
app.command("import")(data.import_)
COMMANDS = (
    quality.check,
    data.screen,
    status.status,
    allocate.allocate,
    assess.assess,
    data.synth,
    site.demo,
    site.serve,
    site.worker,
)
for command in COMMANDS:
    app.command()(command)
