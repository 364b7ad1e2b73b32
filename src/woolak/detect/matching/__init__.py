# SPDX-License-Identifier: EUPL-1.2
"""Patterns and a text in; their matches out, in time that grows with what can match at all."""
