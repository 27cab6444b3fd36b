"""The forms that phones fill, in a browser: with scripts or without, and without a connection."""
