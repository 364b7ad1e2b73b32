# SPDX-License-Identifier: EUPL-1.2
"""An original, its output and what was removed in; where the output fails its proof out."""
