# SPDX-License-Identifier: EUPL-1.2
"""A rulebook and its lists in; what each word can be, and patterns made of the lists, out."""
