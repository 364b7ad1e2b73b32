# SPDX-License-Identifier: EUPL-1.2
"""Pages in; text as a reader takes it in, line by line and cell by cell, out."""
