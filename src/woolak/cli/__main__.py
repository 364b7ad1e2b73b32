# SPDX-License-Identifier: EUPL-1.2
"""`python -m woolak.cli` is the command `woolak`."""

from woolak.cli import main

main()
