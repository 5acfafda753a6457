"""Captures as tables of Apache Spark 4, in batches and as streams.

`spark.dataSource.register(UcsmsgDataSource)` makes the format `ucsmsg` known: `spark.read.format("ucsmsg")`. Needs
pyspark and pyarrow (extra `spark`), and this package on every executor.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ucsmsg.spark._files import placed_table, table_of
    from ucsmsg.spark._source import UcsmsgDataSource, spark_schema
else:
    _HOMES = {"UcsmsgDataSource": "_source", "placed_table": "_files", "spark_schema": "_source", "table_of": "_files"}

    def __getattr__(name: str) -> Any:
        """What needs pyspark, imported when it is first asked for: how files grow is told without."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if find_spec("pyspark") is None:
            raise ImportError('Expected the library pyspark to read captures with Spark; pip install "ucsmsg[spark]"')
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["UcsmsgDataSource", "placed_table", "spark_schema", "table_of"]
