# SPDX-License-Identifier: EUPL-1.2
"""The held-back part of the corpus: invented dossiers with their gold; only totals are printed."""
