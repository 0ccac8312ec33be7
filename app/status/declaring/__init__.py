"""What a unit says of its months: đã đủ số liệu, không phát sinh."""
