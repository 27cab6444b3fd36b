"""What an XForm asks, what a filled one answers, and what its answers mean. Pure Python."""
