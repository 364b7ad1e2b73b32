# SPDX-License-Identifier: EUPL-1.2
"""A page and its redactions in; the page without what lay under the boxes, and with boxes, out."""
