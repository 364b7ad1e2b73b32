# SPDX-License-Identifier: EUPL-1.2
"""Names in; those who hold a public office, or are cited for a public work, out."""
