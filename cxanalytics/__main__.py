"""`python -m cxanalytics`."""

import sys

from cxanalytics.cli import main

sys.exit(main())
