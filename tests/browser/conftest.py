"""A running app and a real browser. Without Chromium the tests skip, or fail where CI must have one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SETTLED = "[data-testid='stApp'][data-test-script-state='notRunning']"


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium found: install it (apt-get install chromium) or set CHROMIUM to its path.")
        pytest.skip("no Chromium found; install it or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield launched
        launched.close()


@contextmanager
def serving(folder: Path, workspace: Path | None) -> Iterator[str]:
    """The app as the README starts it, from `folder`; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if k != "CXANALYTICS_WORKSPACE"}
    if workspace:
        env["CXANALYTICS_WORKSPACE"] = str(workspace)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait_until_healthy(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the app did not start")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A function that opens an address and watches: no request may leave the machine, no error may show."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    outside: list[str] = []
    errors: list[str] = []

    def open_it(address: str) -> Page:
        page = context.new_page()
        base = "/".join(address.split("/")[:3])
        page.on(
            "request",
            lambda r: None if r.url.startswith((base, "data:", "blob:", "ws")) else outside.append(r.url),
        )
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address)
        page.wait_for_selector(SETTLED, timeout=90_000)
        return page

    yield open_it
    context.close()
    assert (outside, errors) == ([], [])
