"""Weighing the evidence that two leaders spoke: whose call words are that no rule reads."""
