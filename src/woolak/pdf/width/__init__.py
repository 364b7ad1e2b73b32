# SPDX-License-Identifier: EUPL-1.2
"""A page from which names were removed in; the page with one width for every name out."""
