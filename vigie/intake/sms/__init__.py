"""Text messages: from what a gateway brings to a record like any other, and the reply."""
