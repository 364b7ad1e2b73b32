# SPDX-License-Identifier: EUPL-1.2
"""The reviewer's screen: a dossier in, pages for a browser out, decisions back into the dossier."""
