"""Chia sẻ kết quả: what a unit gets back of its own figures, as text, picture and paper. Reads only."""
