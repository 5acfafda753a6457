"""The catalogue: the one list of deviations that everything else follows from.

Grammar terminals, modes, messages, documentation, corpus and tests take their names from these rows. A name is a
promise: rows are added, never renamed.
"""

from ucsmsg.catalogue._mode import ROWS, Mode, names_where, row_named
from ucsmsg.catalogue._row import Layer, Row, Severity

__all__ = ["ROWS", "Layer", "Mode", "Row", "Severity", "names_where", "row_named"]
