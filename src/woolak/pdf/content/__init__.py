# SPDX-License-Identifier: EUPL-1.2
"""Content streams in; each string and glyph that they print, with where it stands, out."""
