"""Measures of networks: functions of a graph, each with its formula and where it comes from."""
