"""Long work in the background: it goes on when the person clicks elsewhere, and is there when they return.

A job runs in a thread of the server and is known by a key; asking again with the same key gives the same job.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from cxanalytics.errors import CXError

Progress = Callable[[float, str], None]

_KEPT = 32


@dataclass
class Job:
    """One piece of long work. `fraction` is 0 to 1; `error` is a sentence for the person."""

    key: str
    fraction: float = 0.0
    message: str = ""
    done: bool = False
    result: Any = None
    error: str = ""
    _thread: threading.Thread | None = field(default=None, repr=False)

    def report(self, fraction: float, message: str) -> None:
        """Called by the work itself to say how far it is."""
        self.fraction, self.message = min(max(fraction, 0.0), 1.0), message

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether the work is done."""
        if self._thread:
            self._thread.join(seconds)
        return self.done


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}


@st.cache_resource(show_spinner=False)
def _lock() -> threading.Lock:
    return threading.Lock()


def start(key: str, work: Callable[[Progress], Any], *, replaces: str = "") -> Job:
    """The job known by `key`, started now if there is none yet. `work` is given a function to report to.

    A new job drops the finished ones whose key begins with `replaces`, and the oldest beyond a bound.
    """
    jobs = _jobs()
    with _lock():
        if key in jobs:
            return jobs[key]
        finished = [name for name, item in jobs.items() if item.done]
        stale = [name for name in finished if replaces and name.startswith(replaces)]
        for name in {*stale, *finished[: max(0, len(jobs) - _KEPT)]}:
            del jobs[name]
        job = jobs[key] = Job(key)
    job._thread = threading.Thread(target=_run, args=(job, work), name=f"cxanalytics {key[:40]}", daemon=True)
    job._thread.start()
    return job


def _run(job: Job, work: Callable[[Progress], Any]) -> None:
    try:
        job.result = work(job.report)
    except CXError as error:
        job.error = str(error)
    except MemoryError:
        job.error = "There is not enough memory for this file; import it in smaller parts."
    finally:
        if job.result is None and not job.error:
            job.error = "This did not finish because of a fault of ours; the terminal running the app shows it."
        job.done = True


def find(key: str) -> Job | None:
    """The job known by `key`, if there is one."""
    return _jobs().get(key)


def forget(key: str) -> None:
    """Forget a job, so that the next start runs it again."""
    _jobs().pop(key, None)


def watch(job: Job, label: str) -> None:
    """Show how far a job is and stop the page there; it runs again by itself when the job is done."""
    # Most work on a workshop's files takes under a second: no flicker of a progress bar for that.
    if job.wait(0.4):
        return
    _bar(job, label)
    st.caption("You can go to another page; this goes on and will be here when you come back.")
    st.stop()


def result(job: Job) -> Any:
    """What a finished job made; where it failed, its sentence is shown and the page stops."""
    if job.error:
        st.error(job.error)
        if st.button("Try again", key=f"again {job.key[:40]}"):
            forget(job.key)
            st.rerun()
        st.stop()
    return job.result


@st.fragment(run_every=0.5)
def _bar(job: Job, label: str) -> None:
    if job.done:
        st.rerun()
    st.progress(job.fraction, text=f"{label}: {job.message}" if job.message else label)
