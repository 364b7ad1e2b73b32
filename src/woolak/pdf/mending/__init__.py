# SPDX-License-Identifier: EUPL-1.2
"""A PDF that readers take in different ways in; a copy that all of them read alike out."""
