"""From tokens and candidate mentions to scores: encoder, heads, windows, training.

Knows neither files nor tables of the pipeline.
"""
