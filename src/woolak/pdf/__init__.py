# SPDX-License-Identifier: EUPL-1.2
"""Everything that touches a PDF: reading, removing, rebuilding, proving, rendering."""
