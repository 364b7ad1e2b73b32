# SPDX-License-Identifier: EUPL-1.2
"""The command line: one entry for every command; parse, call one function, print."""

from __future__ import annotations

import os
import signal
import sys

from woolak.kept import bytecode

bytecode.keep()

import click  # noqa: E402

from woolak import __version__  # noqa: E402
from woolak.cli import after, audit, export, keep, look, publish, review, rules, seal, work  # noqa: E402
from woolak.cli.console import bug, disk, visible  # noqa: E402
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
    work.run,
    work.new,
    work.add,
    work.scan,
    work.redact,
    publish.publish,
    publish.withhold,
    keep.backup,
    keep.destroy,
    keep.forget_reviewers,
    after.consistency,
    after.recall,
    seal.keygen,
    export.export,
    export.register,
    export.zaak,
    look.status,
    audit.audit,
    look.explain,
    look.evaluate,
    rules.rules,
    review.review,
    review.reviewer,
    review.concept,
    review.markings,
)

for command in _COMMANDS:
    cli.add_command(command)

if __name__ == "__main__":
    main()
