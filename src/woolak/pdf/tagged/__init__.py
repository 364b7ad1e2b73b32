# SPDX-License-Identifier: EUPL-1.2
"""A list in; an accessible, tagged PDF of it out."""
