# SPDX-License-Identifier: EUPL-1.2
"""A page whose pixels may say more than its text in; what OCR reads there out."""
