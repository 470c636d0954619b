"""Measurements that no test makes: baselines, other people's data, background texts."""
