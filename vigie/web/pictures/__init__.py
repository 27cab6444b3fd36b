"""Pictures that the server draws: whole-number geometry, colours by class, a sentence for who cannot see."""
