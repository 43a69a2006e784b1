"""The workspace on disk: Parquet for feedback, SQL for what people make."""

from cxanalytics.store.workspace import ROOT_VARIABLE, ImportRecord, NewImport, Workspace, default_root

__all__ = ["ROOT_VARIABLE", "ImportRecord", "NewImport", "Workspace", "default_root"]
