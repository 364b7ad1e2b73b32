# SPDX-License-Identifier: EUPL-1.2
"""A page in; its picture, as it is or as it will be published, out."""
