"""The pages of this room, and the door for other installations."""
