"""What readers are shown of circles and of what is shared."""

from vigie.sharing.faces.item import ListedItem, ShownItem

__all__ = ["ListedItem", "ShownItem"]
