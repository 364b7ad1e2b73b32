# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in, one function for each kind of paper; a document of blocks comes out."""
