# SPDX-License-Identifier: EUPL-1.2
"""What every worker needs, loaded once in the process that they are forked from.

That includes the rules which `work_pool.PACK` names. Workers share this memory until they write to
it, and start without importing anything.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from woolak import kept_bytecode

# Nothing that is loaded here goes away again: looking for it takes a tenth of the time.
gc.disable()
kept_bytecode.keep()

from woolak import kept_classes, kept_patterns  # noqa: E402
from woolak.work_forks import ends_with_parent  # noqa: E402

# What ended while this was loading wants no workers any more: they would tell that it is gone.
ends_with_parent()

with kept_classes.compiled_once(), kept_patterns.compiled_once():
    from woolak.detect.alternatives import written_once

    with written_once():
        from woolak import judgement_reached, redaction, scan, work_pool
        from woolak.detect import documents, engine, lexicon
        from woolak.errors import WoolakError
        from woolak.pdf import garbage, read, redact, sanitize, verify

        lexicon.load()
        if pack := os.environ.get(work_pool.PACK):
            # Rules that are wrong are told of by the process that asks for them.
            with suppress(WoolakError):
                scan.prepare(pack)

__all__ = [
    "documents",
    "engine",
    "judgement_reached",
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
