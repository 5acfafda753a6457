"""`ucsmsg schema`."""

import json

import click

from ucsmsg.cli._output import for_data
from ucsmsg.schema import json_schema


@click.command()
def schema() -> int:
    """Print the JSON Schema (2020-12) of the notifications as strict mode wants them, made from the records.

    \b
    Examples:
      ucsmsg schema
      ucsmsg schema > notification.schema.json
    """  # noqa: D301 - \b is click's
    for_data().write(json.dumps(json_schema(), indent=2) + "\n")
    return 0
