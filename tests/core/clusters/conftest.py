"""The first call of a compiled function may compile it: no example has a deadline, and no test measures time."""

from hypothesis import settings

settings.register_profile("compiled", deadline=None)
settings.load_profile("compiled")
