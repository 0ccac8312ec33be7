"""The pages of accounts: signing in, the steps on the way, and one's own page."""
