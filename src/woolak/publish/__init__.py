# SPDX-License-Identifier: EUPL-1.2
"""Decisions in, a folder that may leave the building out."""
