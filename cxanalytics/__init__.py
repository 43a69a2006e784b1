"""Customer feedback in, journey emotion maps out. Everything runs on this machine."""

__version__ = "0.1.0"
