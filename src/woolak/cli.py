# SPDX-License-Identifier: EUPL-1.2
"""The command line: one entry for every command; parse, call one function, print."""

from __future__ import annotations

import os
import signal
import sys

from woolak import kept_bytecode

kept_bytecode.keep()

import click  # noqa: E402

from woolak import (  # noqa: E402
    __version__,
    cli_after,
    cli_audit,
    cli_export,
    cli_keep,
    cli_look,
    cli_publish,
    cli_review,
    cli_rules,
    cli_seal,
    cli_work,
)
from woolak.console import bug, disk, visible  # noqa: E402
from woolak.errors import WoolakError  # noqa: E402


def main() -> None:
    """Run the command; every error becomes one sentence and an exit code.

    Processes that it starts import nothing from the folder that the operator stands in, where
    Python would look first: a file `html.py` beside the documents would be run. To be ended by
    another program, as a container is stopped, is the same as Ctrl-C.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. Give the same command again to go on where it stopped.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except WoolakError as error:
        told = "\n".join(map(visible, str(error).split("\n")))
        click.echo(f"woolak: {told}", err=True)
        code = error.exit_code
    except OSError as error:
        click.echo(f"woolak: {disk(error)}", err=True)
        code = 2
    except Exception as error:  # noqa: BLE001 - a bug; its message may hold text of a document
        click.echo(f"woolak: {bug(error)}", err=True)
        code = 70
    sys.exit(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="woolak")
def cli() -> None:
    """Redact personal data in PDFs for publication under the Wet open overheid.

    \b
    Example:  woolak run letters/ --dossier 2026-0147
    Then:     woolak status 2026-0147
              woolak audit 2026-0147/published
    """


_COMMANDS = (
    cli_work.run,
    cli_work.new,
    cli_work.add,
    cli_work.scan,
    cli_work.redact,
    cli_publish.publish,
    cli_publish.withhold,
    cli_keep.backup,
    cli_keep.destroy,
    cli_keep.forget_reviewers,
    cli_after.consistency,
    cli_after.recall,
    cli_seal.keygen,
    cli_export.export,
    cli_export.register,
    cli_export.zaak,
    cli_look.status,
    cli_audit.audit,
    cli_look.explain,
    cli_look.evaluate,
    cli_rules.rules,
    cli_review.review,
    cli_review.reviewer,
    cli_review.concept,
    cli_review.markings,
)

for command in _COMMANDS:
    cli.add_command(command)

if __name__ == "__main__":
    main()
