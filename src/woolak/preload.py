# SPDX-License-Identifier: EUPL-1.2
"""What every worker needs, loaded once in the process that they are forked from.

Workers share this memory until they write to it, and start without importing anything.
"""

from __future__ import annotations

import gc

from woolak import redaction, scan
from woolak.detect import documents, engine, lexicon
from woolak.pdf import read, redact, sanitize, verify

__all__ = ["documents", "engine", "read", "redact", "redaction", "sanitize", "scan", "verify"]

lexicon.load()
# What the collector never looks at stays unwritten, and so shared.
gc.freeze()
