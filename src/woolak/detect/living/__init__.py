# SPDX-License-Identifier: EUPL-1.2
"""A view in; addresses where people live, with all their parts, out."""
