"""The pages of the directory: units, who works there, handing over, people, the first admin."""
