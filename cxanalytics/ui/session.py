"""Which workspace a visitor sees, and the analysis of it, computed once for everybody who looks at it."""

import os
from dataclasses import dataclass

import streamlit as st

from cxanalytics import demo, engine, recurring
from cxanalytics.journey.model import Journey
from cxanalytics.resources import data_path
from cxanalytics.selection import Selection
from cxanalytics.store import ROOT_VARIABLE, Workspace, default_root, labels, patterns
from cxanalytics.ui import jobs


@dataclass(frozen=True)
class View:
    """What a page shows: the workspace it belongs to, its analysis, and what the filters leave of it.

    `own` is where a visitor's imports go: the same workspace, or the empty one beside the sample.
    """

    own: Workspace
    workspace: Workspace
    analysis: engine.Analysis
    selection: Selection

    @property
    def sample(self) -> bool:
        """Whether this is the invented company's data, shown because there is none yet."""
        return self.own.root != self.workspace.root


def open_workspaces() -> tuple[Workspace, Workspace]:
    """The visitor's own workspace and the one to show.

    They differ only where nobody named a workspace and the default one is empty: then the sample is shown,
    from a folder of its own, so that it never mixes with anybody's data.
    """
    own = Workspace(default_root())
    filling = jobs.find(_filling(own))
    if filling is not None:
        jobs.watch(filling, "Filling with sample data")
        jobs.result(filling)
    if os.environ.get(ROOT_VARIABLE) or own.imports():
        return own, own
    sample = Workspace(f"{own.root}.sample")
    _prepare_sample(sample)
    return own, sample


def fill_with_sample(own: Workspace) -> None:
    """Start filling a visitor's own workspace with the sample; any page then shows how far it is."""
    jobs.start(_filling(own), lambda progress: demo.fill(own, progress))


def _filling(own: Workspace) -> str:
    return f"filling {own.root.absolute()}"


def _prepare_sample(sample: Workspace) -> None:
    """Fill the sample workspace where it is not, or holds an older version's exports."""
    files = sorted(data_path("samples").iterdir())
    state = " ".join(f"{path.name}:{path.stat().st_size}" for path in files if path.is_file())
    if sample.setting("sample") == state:
        return

    def fill(progress: jobs.Progress) -> bool:
        for record in sample.imports():
            sample.remove(record.import_id)
        demo.fill(sample, progress)
        sample.set("sample", state)
        return True

    job = jobs.start(f"sample {state}", fill)
    jobs.watch(job, "Preparing the sample data")
    jobs.result(job)


def analysis_of(workspace: Workspace, journey: Journey) -> engine.Analysis:
    """The analysis of a workspace through a journey; computed in the background where something is new."""
    imports = " ".join(record.import_id for record in workspace.imports())
    prefix = f"analysis {workspace.root.absolute()} {journey.edition} "
    key = f"{prefix}{imports} {engine.view_of(workspace, journey)} {recurring.generation(workspace)}"
    job = jobs.start(key, lambda progress: engine.analyse(workspace, journey, progress), replaces=prefix)
    jobs.watch(job, "Looking at your feedback")
    result: engine.Analysis = jobs.result(job)
    said = f"{labels.state(workspace)} {patterns.state(workspace)}"
    return _labelled(f"{workspace.root.absolute()} {key} {said}", workspace, result)


# Every label makes another; few are kept.
@st.cache_resource(max_entries=4, show_spinner=False)
def _labelled(key: str, _workspace: Workspace, _analysis: engine.Analysis) -> engine.Analysis:
    return engine.with_people(_workspace, _analysis)
