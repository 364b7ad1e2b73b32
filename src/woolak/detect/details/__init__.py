# SPDX-License-Identifier: EUPL-1.2
"""A view in; e-mail addresses, telephone, account and other numbers of people out."""
