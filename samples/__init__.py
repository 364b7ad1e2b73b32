# SPDX-License-Identifier: EUPL-1.2
"""The samples: sources in bronnen/ go in, PDFs and what is expected of them come out."""
