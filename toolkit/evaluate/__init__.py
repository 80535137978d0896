"""Measuring: extraction against annotated articles, by table, with intervals.

Two kinds of gold are read. A folder of brat standoff annotations gives attributions
(`toolkit.evaluate.brat`); a JSON file of our own shape gives calls, quotations and figures
(`toolkit.evaluate.gold_json`).
"""
