"""`ucsmsg completion`."""

from typing import Any

import click
from click.shell_completion import get_completion_class

from ucsmsg.cli._choices import OneOf

VARIABLE = "_UCSMSG_COMPLETE"
"""What the shell's function sets when it asks for words."""

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=OneOf(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what lets a shell complete commands, options, their values and the names of deviations.

    \b
    Examples:
      ucsmsg completion bash >> ~/.bashrc
      ucsmsg completion zsh >> ~/.zshrc
      ucsmsg completion fish > ~/.config/fish/completions/ucsmsg.fish
    """  # noqa: D301 - \b is click's
    kind: Any = get_completion_class(shell)
    script = kind(context.find_root().command, {}, "ucsmsg", VARIABLE)
    click.echo(script.source_template % script.source_vars())
    return 0
