# SPDX-License-Identifier: EUPL-1.2
"""A path in; a checked PDF out whose pages show all that they can."""
