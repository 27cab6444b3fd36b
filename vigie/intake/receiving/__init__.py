"""From what somebody sends to a record on disk, and on to the register: the way of every channel."""
