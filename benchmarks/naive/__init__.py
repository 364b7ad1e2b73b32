# SPDX-License-Identifier: EUPL-1.2
"""The script that people write first, to measure beside."""
