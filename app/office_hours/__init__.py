"""Giờ làm việc: when the ward's office works, and how much working time lies between two instants."""
