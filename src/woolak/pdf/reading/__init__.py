# SPDX-License-Identifier: EUPL-1.2
"""An open page in; its words in the order of reading, and how far to trust them, out."""
