"""Scores as plain values that a template or Chart.js draws; no Django here."""
