# SPDX-License-Identifier: EUPL-1.2
"""A view of a paper in; who is named by where they stand in it: a header, a table, a chat, out."""
