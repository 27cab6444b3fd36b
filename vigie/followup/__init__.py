"""From a recommendation to a change that somebody verified."""
