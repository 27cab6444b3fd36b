"""The pages of alerts: one's own, and the links in mails and feeds."""
