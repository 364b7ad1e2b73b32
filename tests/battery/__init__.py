# SPDX-License-Identifier: EUPL-1.2
"""Small PDFs with one mechanism each in which a name hides, and a referee of its own."""
