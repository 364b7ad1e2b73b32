# SPDX-License-Identifier: EUPL-1.2
"""woolak: PDFs in; redacted, verified PDFs and a disclosure log that names no one out."""

__version__ = "0.1.0"
