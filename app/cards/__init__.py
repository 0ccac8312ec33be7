"""Thẻ đăng nhập: printed cards and codes read out, each good for one sign-in."""
