# SPDX-License-Identifier: EUPL-1.2
"""woolak: PDFs in; redacted, verified PDFs and a disclosure log that names no one out."""

import os

# Every core has a worker of its own: numpy's threads would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
