# SPDX-License-Identifier: EUPL-1.2
"""Pages in, findings out: Presidio with Dutch rules."""
