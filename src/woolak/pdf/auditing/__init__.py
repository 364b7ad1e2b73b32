# SPDX-License-Identifier: EUPL-1.2
"""PDFs that anybody made in; what is hidden in them, or was never really removed, out."""
