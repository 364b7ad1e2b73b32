# SPDX-License-Identifier: EUPL-1.2
"""Running text in; the names in it, office holders and suspects out."""
