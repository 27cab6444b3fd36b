"""Forms as coordinators bring them: compiled, judged, kept in versions."""
