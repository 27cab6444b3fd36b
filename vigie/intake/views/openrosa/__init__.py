"""The addresses that ODK Collect, KoboCollect and other OpenRosa clients ask."""
