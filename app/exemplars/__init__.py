"""Gương điển hình: people, groups and models worth showing, with their consent."""
