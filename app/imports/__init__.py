"""Nhập đơn vị và người từ tệp Excel: checked, read by a child, compared, then all or nothing."""
