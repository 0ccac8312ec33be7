"""Việc chạy nền: work that is not a request, when it ran and how it ended. What the jobs are stands in app/background.py."""
