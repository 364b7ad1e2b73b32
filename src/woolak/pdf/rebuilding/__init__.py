# SPDX-License-Identifier: EUPL-1.2
"""A redacted PDF in; a new one, made of nothing but what its pages still paint, out."""
