#!/usr/bin/env python3
"""Django's own commands, for developers. People who run a node use `vigie`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
execute_from_command_line(sys.argv)
