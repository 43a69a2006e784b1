"""Drawings that need no browser: a scene of simple shapes, drawn once, shown as SVG, PDF and PNG alike."""
