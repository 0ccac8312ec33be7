"""State documents in the form of Nghị định 30/2020/NĐ-CP: as data, and as Word."""
