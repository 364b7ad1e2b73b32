# SPDX-License-Identifier: EUPL-1.2
"""Words that may name somebody in; names out, in every form in which papers write them."""
