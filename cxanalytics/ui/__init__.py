"""The interface layer: the only part of the package that knows Streamlit. Pages compose what is here."""

from cxanalytics.ui.shell import shell

__all__ = ["shell"]
