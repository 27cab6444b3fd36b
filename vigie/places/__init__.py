"""Where: areas in generations, the gazetteer, and how exactly a place is known."""
