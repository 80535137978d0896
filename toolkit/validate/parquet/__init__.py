"""Parquet tables against Table Schema, by SQL in DuckDB."""
