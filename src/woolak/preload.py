# SPDX-License-Identifier: EUPL-1.2
"""What every worker needs, loaded once in the process that they are forked from.

That includes the rules which `work.PACK` names. Workers share this memory until they write to it,
and start without importing anything.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

# Nothing that is loaded here goes away again: looking for it takes a tenth of the time.
gc.disable()

from woolak import redaction, scan, work  # noqa: E402
from woolak.detect import documents, engine, lexicon  # noqa: E402
from woolak.errors import WoolakError  # noqa: E402
from woolak.pdf import read, redact, sanitize, verify  # noqa: E402

__all__ = ["documents", "engine", "read", "redact", "redaction", "sanitize", "scan", "verify"]

lexicon.load()
if pack := os.environ.get(work.PACK):
    # Rules that are wrong are told of by the process that asks for them.
    with suppress(WoolakError):
        scan.prepare(pack)
# What the collector never looks at stays unwritten, and so shared.
gc.freeze()
gc.enable()
