# SPDX-License-Identifier: EUPL-1.2
"""What every worker needs, loaded once in the process that they are forked from.

That includes the rules which `processes.PACK` names. Workers share this memory until they write to
it, and start without importing anything.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from woolak.kept import bytecode

# Nothing that is loaded here goes away again: looking for it takes a tenth of the time.
gc.disable()
bytecode.keep()

from woolak.kept import classes, patterns  # noqa: E402
from woolak.work.forks import ends_with_parent  # noqa: E402

# What ended while this was loading wants no workers any more: they would tell that it is gone.
ends_with_parent()

with classes.compiled_once(), patterns.compiled_once():
    from woolak.detect.matching.alternatives import written_once

    with written_once():
        from woolak import redaction, scan
        from woolak.detect import documents, engine
        from woolak.detect.words import lexicon
        from woolak.errors import WoolakError
        from woolak.judgement import reached
        from woolak.pdf import garbage
        from woolak.pdf.proving import verify
        from woolak.pdf.reading import read
        from woolak.pdf.rebuilding import sanitize
        from woolak.pdf.removing import redact
        from woolak.work import processes

        lexicon.load()
        if pack := os.environ.get(processes.PACK):
            # Rules that are wrong are told of by the process that asks for them.
            with suppress(WoolakError):
                scan.prepare(pack)

__all__ = [
    "documents",
    "engine",
    "reached",
    "read",
    "redact",
    "redaction",
    "sanitize",
    "verify",
]

# What the collector never looks at stays unwritten, and so shared. Workers make many small objects
# without a cycle among them: detection and judging too are faster when it seldom looks.
gc.freeze()
gc.set_threshold(garbage.SELDOM)
gc.enable()
