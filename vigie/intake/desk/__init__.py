"""What coordinators see and tell: telephones, what waits, and the effort behind the figures."""
