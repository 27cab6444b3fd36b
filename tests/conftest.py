"""What every test stands on."""

from __future__ import annotations

import os
import tempfile

# Before settings are read: tests keep their files apart from the node's.
os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-test-"))
