# SPDX-License-Identifier: EUPL-1.2
"""A seed and a size go in; a folder of invented Woo papers with their gold comes out."""
