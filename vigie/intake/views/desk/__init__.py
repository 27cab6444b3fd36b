"""The coordinator's desk: telephones, who reports from where, what waits, and the effort behind the figures."""
